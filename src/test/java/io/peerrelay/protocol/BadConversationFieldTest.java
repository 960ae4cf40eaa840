package io.peerrelay.protocol;

import static io.peerrelay.protocol.Refusals.INTEGER;
import static io.peerrelay.protocol.Refusals.assertRefused;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one field of what is said, read or looked for in conversations. */
class BadConversationFieldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          message   | "text":"hi"                                        | to: missing (expected: a value)
          message   | "to":5,"text":"hi"                                 | to: a number (expected: a string)
          message   | "to":["bob"],"text":"hi"                           | to: an array (expected: a string)
          message   | "to":"ab","text":"hi"                              | to: ab (expected: 3 to 64 letters, digits or any of . _ - @ +)
          message   | "to":"#","text":"hi"                               | to: # (expected: # and 1 to 64 letters, digits or any of . _ -)
          message   | "to":"#a b","text":"hi"                            | to: #a b (expected: # and 1 to 64 letters, digits or any of . _ -)
          message   | "to":"bob"                                         | text: missing (expected: a value)
          message   | "to":"bob","attachments":[]                        | text: missing (expected: a value)
          message   | "to":"bob","text":null                             | text: missing (expected: a value)
          message   | "to":"bob","text":5                                | text: a number (expected: a string)
          message   | "to":"bob","text":""                               | text: nothing to be seen (expected: 1 to 20000 characters)
          message   | "to":"bob","text":" \\n\\t\\r "                     | text: nothing to be seen (expected: 1 to 20000 characters)
          message   | "to":"bob","text":"\\u00a0\\u200b\\u2028\\ufeff"     | text: nothing to be seen (expected: 1 to 20000 characters)
          message   | "to":"bob","text":"a\\r\\nb"                        | text: a control character (expected: text with no other than line feeds and tabs)
          message   | "to":"bob","text":"a\\u0085b"                      | text: a control character (expected: text with no other than line feeds and tabs)
          message   | "to":"bob","text":"\\u001b[31m"                    | text: a control character (expected: text with no other than line feeds and tabs)
          message   | "to":"bob","text":"a\\ud83d"                       | text: half of a surrogate pair (expected: well-formed Unicode)
          message   | "to":"bob","text":"hi","clientRef":""              | clientRef: empty (expected: 1 to 64 characters)
          message   | "to":"bob","text":"hi","clientRef":7               | clientRef: a number (expected: a string)
          message   | "to":"bob","text":"hi","clientRef":"a\\nb"         | clientRef: a control character (expected: text without control characters)
          message   | "to":"bob","text":"hi","replyTo":0                 | replyTo: 0 (expected: 1 to 9007199254740991)
          message   | "to":"bob","text":"hi","replyTo":"1"               | replyTo: a string (expected: %s)
          message   | "to":"bob","attachments":{}                        | attachments: an object (expected: an array)
          message   | "to":"bob","attachments":["https://a"]             | attachments[0]: a string (expected: an object)
          message   | "to":"bob","attachments":[null]                    | attachments[0]: null (expected: a value)
          message   | "to":"bob","attachments":[{}]                      | attachments[0].transfer: missing (expected: one of both)
          message   | "to":"bob","attachments":[{"transfer":"t","url":"https://a"}] | attachments[0].transfer: given with a url (expected: one of both)
          message   | "to":"bob","attachments":[{"transfer":"../etc"}]   | attachments[0].transfer: ../etc (expected: an id as `offered` or `offer` gave it)
          message   | "to":"bob","attachments":[{"transfer":"t"},{"url":"javascript:alert(1)"}] | attachments[1].url: javascript:alert(1) (expected: http:// or https://)
          message   | "to":"bob","attachments":[{"url":5}]               | attachments[0].url: a number (expected: a string)
          message   | "to":"bob","attachments":[{"url":"http://a\\n"}]   | attachments[0].url: a control character (expected: text without control characters)
          message   | "to":"bob","attachments":[{"transfer":"t","name":"\\u0007"}] | attachments[0].name: a control character (expected: text without control characters)
          edit      | "conversation":"anna:bob","seq":1                  | text: missing (expected: a value)
          edit      | "conversation":"anna:bob","seq":1,"text":"\\n"     | text: nothing to be seen (expected: 1 to 20000 characters)
          edit      | "conversation":"anna:bob","text":"hi"              | seq: missing (expected: a value)
          delete    | "seq":1                                            | conversation: missing (expected: a value)
          delete    | "conversation":["anna","bob"],"seq":1              | conversation: an array (expected: a string)
          delivered | "conversation":"bob","seq":1                       | conversation: bob (expected: an id as `sent` or `message` gave it)
          read      | "conversation":"bob:anna","seq":1                  | conversation: bob:anna (expected: an id as `sent` or `message` gave it)
          read      | "conversation":"anna:bob","seq":0                  | seq: 0 (expected: 1 to 9007199254740991)
          read      | "conversation":"anna:bob","seq":1.5                | seq: a number with a fraction or an exponent (expected: %s)
          conversations | "limit":0                                  | limit: 0 (expected: 1 to 100)
          conversations | "limit":101                                | limit: 101 (expected: 1 to 100)
          conversations | "after":5                                  | after: a number (expected: a string)
          conversations | "after":"anna:bob"                         | after: anna:bob (expected: `next` of the answer before)
          conversations | "after":"never bob"                        | after: never bob (expected: `next` of the answer before)
          conversations | "after":"2026-13-01T00:00:00Z anna:bob"    | after: 2026-13-01T00:00:00Z anna:bob (expected: `next` of the answer before)
          history   | "conversation":"anna:bob","limit":0                | limit: 0 (expected: 1 to 500)
          history   | "conversation":"anna:bob","limit":501              | limit: 501 (expected: 1 to 500)
          history   | "conversation":"anna:bob","after":-1               | after: -1 (expected: 0 to 9007199254740991)
          history   | "conversation":"anna:bob","before":0               | before: 0 (expected: 1 to 9007199254740991)
          sync      | "cursors":5                                        | cursors: a number (expected: an object)
          sync      | "cursors":["anna:bob"]                             | cursors: an array (expected: an object)
          sync      | "cursors":{"bob":1}                                | cursors.conversation: bob (expected: an id as `sent` or `message` gave it)
          sync      | "cursors":{"":1}                                   | cursors.conversation: empty (expected: an id as `sent` or `message` gave it)
          sync      | "cursors":{"anna:\\u0000":1}                       | cursors.conversation: anna:? (expected: an id as `sent` or `message` gave it)
          sync      | "cursors":{"anna:bob":null}                        | cursors.anna:bob: missing (expected: a value)
          sync      | "cursors":{"anna:bob":-1}                          | cursors.anna:bob: -1 (expected: 0 to 9007199254740991)
          sync      | "cursors":{"anna:bob":"1"}                         | cursors.anna:bob: a string (expected: %s)
          sync      | "cursors":{"anna:bob":{}}                          | cursors.anna:bob: an object (expected: %s)
          typing    | "to":null                                          | to: missing (expected: a value)
          react     | "conversation":"anna:bob"                          | seq: missing (expected: a value)
          react     | "conversation":"anna:bob","seq":1,"reaction":"love" | reaction: a string (expected: like or dislike)
          react     | "conversation":"anna:bob","seq":1,"reaction":""    | reaction: a string (expected: like or dislike)
          react     | "conversation":"anna:bob","seq":1,"reaction":0     | reaction: a number (expected: like or dislike)
          react     | "conversation":"anna:bob","seq":1,"reaction":true  | reaction: a boolean (expected: like or dislike)
          react     | "conversation":"anna:bob","seq":1,"reaction":[]    | reaction: an array (expected: like or dislike)
          search    | "conversation":"anna:bob"                          | text: missing (expected: a value)
          search    | "text":null                                        | text: missing (expected: a value)
          search    | "text":["a"]                                       | text: an array (expected: a string)
          search    | "text":""                                          | text: nothing to be seen (expected: 1 to 200 characters)
          search    | "text":" \\t\\u200b"                               | text: nothing to be seen (expected: 1 to 200 characters)
          search    | "text":"a\\u0000"                                  | text: a control character (expected: text with no other than line feeds and tabs)
          search    | "text":"a\\udc00"                                  | text: half of a surrogate pair (expected: well-formed Unicode)
          search    | "text":"a","conversation":"bob"                    | conversation: bob (expected: an id as `sent` or `message` gave it)
          search    | "text":"a","conversation":"#"                      | conversation: # (expected: an id as `sent` or `message` gave it)
          search    | "text":"a","limit":0                               | limit: 0 (expected: 1 to 500)
          search    | "text":"a","limit":501                             | limit: 501 (expected: 1 to 500)
          """)
  void namesTheFieldOfAMessageThatIsWrong(String type, String fields, String message) {
    assertRefused(
        "{\"type\":\"" + type + "\"," + fields + "}",
        ErrorCode.BAD_FIELD,
        message.replace("%s", INTEGER));
  }
}

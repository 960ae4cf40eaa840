package io.peerrelay.protocol;

import static io.peerrelay.protocol.Refusals.assertRefused;
import static io.peerrelay.protocol.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one field: the answer names it, says what was found and what was expected. */
class BadFieldTest {
  private static final String INTEGER = "an integer, at most 9007199254740991";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          register | "username":"anna"                                | password: missing (expected: a value)
          register | "username":null,"password":"p"                   | username: missing (expected: a value)
          register | "username":5,"password":"p"                      | username: a number (expected: a string)
          register | "username":true,"password":"p"                   | username: a boolean (expected: a string)
          register | "username":["anna"],"password":"p"               | username: an array (expected: a string)
          register | "username":{"value":"anna"},"password":"p"       | username: an object (expected: a string)
          register | "username":"ab","password":"p"                   | username: ab (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"","password":"p"                     | username: empty (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"an na","password":"p"                | username: an na (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"anna\\u0000","password":"p"          | username: anna? (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"anna\\n[ERROR]","password":"p"       | username: anna?[ERROR] (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"ann\\ud800","password":"p"           | username: ann? (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"anna\\u202e","password":"p"          | username: anna? (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"\\ufdfa\\ufdfa\\ufdfa","password":"p"| username: ﷺﷺﷺ (expected: 3 to 64 letters, digits or any of . _ - @ +)
          register | "username":"anna","password":""                  | password: empty (expected: 1 to 1024 characters)
          register | "username":"anna","password":"\\udc00"           | password: half of a surrogate pair (expected: well-formed Unicode)
          register | "username":"anna","password":"p","email":"anna"  | email: anna (expected: an address like name@example.org)
          register | "username":"anna","password":"p","email":"a@b\\r\\nBcc: c@d" | email: a@b??Bcc: c@d (expected: an address like name@example.org)
          register | "username":"anna","password":"p","email":"a@b..c"| email: a@b..c (expected: an address like name@example.org)
          forgotPassword | "email":""                                 | email: empty (expected: an address like name@example.org)
          login    | "device":"x"                                     | username: missing (expected: username and password, or a token)
          login    | "username":"anna"                                | password: missing (expected: username and password, or a token)
          login    | "username":"anna","token":5                      | token: a number (expected: a string)
          login    | "token":"t","device":"a\\tb"                     | device: a control character (expected: text without control characters)
          accept   | "transfer":5                                     | transfer: a number (expected: a string)
          accept   | "transfer":"../etc"                              | transfer: ../etc (expected: an id as `offered` or `offer` gave it)
          accept   | "transfer":"t","offset":"0"                      | offset: a string (expected: an integer, at most 9007199254740991)
          accept   | "transfer":"t","offset":-1                       | offset: -1 (expected: 0 to 9007199254740991)
          decline  | "transfer":"t","reason":{}                       | reason: an object (expected: a string)
          decline  | "transfer":"t","reason":"\\u001b[31m"            | reason: a control character (expected: text without control characters)
          credit   | "bytes":5                                        | stream: missing (expected: a value)
          credit   | "stream":1,"bytes":null                          | bytes: missing (expected: a value)
          credit   | "stream":1,"bytes":0                             | bytes: 0 (expected: 1 to 9007199254740991)
          credit   | "stream":4294967296,"bytes":1                    | stream: 4294967296 (expected: 0 to 4294967295)
          credit   | "stream":[1],"bytes":1                           | stream: an array (expected: an integer, at most 9007199254740991)
          accept   | "transfer":"t","via":"pigeon"                    | via: a string (expected: socket or http)
          accept   | "transfer":"t","via":0                           | via: a number (expected: socket or http)
          finish   | "transfer":"t"                                   | sha256: missing (expected: a value)
          finish   | "transfer":"t","sha256":"abc"                    | sha256: abc (expected: 64 hexadecimal digits)
          """)
  void namesTheFieldAndSaysWhatIsWrong(String type, String fields, String message) {
    assertRefused("{\"type\":\"" + type + "\"," + fields + "}", ErrorCode.BAD_FIELD, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                            | files: an object (expected: an array)
          "a.txt"                                       | files: a string (expected: an array)
          []                                            | files: no entries (expected: 1 to 1000 entries)
          null                                          | files: missing (expected: a value)
          [{"name":"a","size":1},null]                  | files[1]: null (expected: a value)
          [[]]                                          | files[0]: an array (expected: an object)
          [""]                                          | files[0]: a string (expected: an object)
          ["a.txt"]                                     | files[0]: a string (expected: an object)
          [5]                                           | files[0]: a number (expected: an object)
          [{"size":1}]                                  | files[0].name: missing (expected: a value)
          [{"name":"a","size":1},{"name":"a"}]          | files[1].size: missing (expected: a value)
          [{"name":"a","size":"1"}]                     | files[0].size: a string (expected: %s)
          [{"name":"a","size":""}]                      | files[0].size: a string (expected: %s)
          [{"name":"a","size":1.0}]                     | files[0].size: a number with a fraction or an exponent (expected: %s)
          [{"name":"a","size":1e3}]                     | files[0].size: a number with a fraction or an exponent (expected: %s)
          [{"name":"a","size":1e999999999}]             | files[0].size: a number with a fraction or an exponent (expected: %s)
          [{"name":"a","size":true}]                    | files[0].size: a boolean (expected: %s)
          [{"name":"a","size":-1}]                      | files[0].size: -1 (expected: 0 to 9007199254740991)
          [{"name":"a","size":9007199254740992}]        | files[0].size: 9007199254740992 (expected: 0 to 9007199254740991)
          [{"name":"a","size":99999999999999999999}]    | files[0].size: a number beyond 2^63 (expected: %s)
          [{"name":5,"size":1}]                         | files[0].name: a number (expected: a string)
          [{"name":"","size":1}]                        | files[0].name: empty (expected: 1 to 1024 characters)
          [{"name":"a\\nb","size":1}]                   | files[0].name: a control character (expected: text without control characters)
          [{"name":"a\\ud83d","size":1}]                | files[0].name: half of a surrogate pair (expected: well-formed Unicode)
          [{"name":"a","size":1,"type":[]}]             | files[0].type: an array (expected: a string)
          [{"name":"a","size":1,"modified":5}]          | files[0].modified: a number (expected: a time like 2026-01-31T12:00:00.000Z)
          [{"name":"a","size":1,"modified":{}}]         | files[0].modified: an object (expected: a time like 2026-01-31T12:00:00.000Z)
          [{"name":"a","size":1,"modified":"today"}]    | files[0].modified: today (expected: a time like 2026-01-31T12:00:00.000Z)
          [{"name":"a","size":1,"sha256":"zz"}]         | files[0].sha256: zz (expected: 64 hexadecimal digits)
          """)
  void namesTheFileOfAnOfferThatIsWrong(String files, String message) {
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"bob\",\"files\":" + files + "}",
        ErrorCode.BAD_FIELD,
        message.replace("%s", INTEGER));
  }

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
          """)
  void namesTheFieldOfAMessageThatIsWrong(String type, String fields, String message) {
    assertRefused(
        "{\"type\":\"" + type + "\"," + fields + "}",
        ErrorCode.BAD_FIELD,
        message.replace("%s", INTEGER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          createChannel | "private":true                                     | channel: missing (expected: a value)
          createChannel | "channel":null                                     | channel: missing (expected: a value)
          createChannel | "channel":5                                        | channel: a number (expected: a string)
          createChannel | "channel":["#a"]                                   | channel: an array (expected: a string)
          createChannel | "channel":{"value":"#a"}                           | channel: an object (expected: a string)
          createChannel | "channel":""                                       | channel: empty (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"garden"                                 | channel: garden (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#"                                      | channel: # (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"##a"                                    | channel: ##a (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":" #a"                                    | channel:  #a (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a b"                                   | channel: #a b (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a\\n[ERROR]"                           | channel: #a?[ERROR] (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a\\u0000"                              | channel: #a? (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a\\u200f"                              | channel: #a? (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#\\u202ea"                              | channel: #?a (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a\\ud800"                              | channel: #a? (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#\\udc00a"                              | channel: #?a (expected: # and 1 to 64 letters, digits or any of . _ -)
          createChannel | "channel":"#a","private":1                         | private: a number (expected: true or false)
          createChannel | "channel":"#a","private":"true"                    | private: a string (expected: true or false)
          createChannel | "channel":"#a","private":[]                        | private: an array (expected: true or false)
          createChannel | "channel":"#a","posting":"all"                     | posting: a string (expected: members or owners)
          createChannel | "channel":"#a","posting":0                         | posting: a number (expected: members or owners)
          changeChannel | "private":true                                     | channel: missing (expected: a value)
          changeChannel | "channel":"#a","posting":"Owners"                  | posting: a string (expected: members or owners)
          changeChannel | "channel":"#a","private":{}                        | private: an object (expected: true or false)
          join          | "conversation":"#a"                                | channel: missing (expected: a value)
          join          | "channel":true                                     | channel: a boolean (expected: a string)
          leave         | "channel":"#a:b"                                   | channel: #a:b (expected: # and 1 to 64 letters, digits or any of . _ -)
          invite        | "channel":"#a"                                     | username: missing (expected: a value)
          invite        | "channel":"#a","username":"#b"                     | username: #b (expected: 3 to 64 letters, digits or any of . _ - @ +)
          remove        | "channel":"#a","username":["bob"]                  | username: an array (expected: a string)
          remove        | "username":"bob"                                   | channel: missing (expected: a value)
          setRole       | "channel":"#a","username":"bob"                    | role: missing (expected: a value)
          setRole       | "channel":"#a","username":"bob","role":null        | role: missing (expected: a value)
          setRole       | "channel":"#a","username":"bob","role":"admin"     | role: a string (expected: owner or member)
          setRole       | "channel":"#a","username":"bob","role":""          | role: a string (expected: owner or member)
          setRole       | "channel":"#a","username":"bob","role":1           | role: a number (expected: owner or member)
          channels      | "mine":"yes"                                       | mine: a string (expected: true or false)
          channels      | "after":"bob"                                      | after: bob (expected: # and 1 to 64 letters, digits or any of . _ -)
          channels      | "after":""                                         | after: empty (expected: # and 1 to 64 letters, digits or any of . _ -)
          channels      | "limit":0                                          | limit: 0 (expected: 1 to 100)
          channels      | "limit":-1                                         | limit: -1 (expected: 1 to 100)
          channels      | "limit":101                                        | limit: 101 (expected: 1 to 100)
          channels      | "limit":"10"                                       | limit: a string (expected: %s)
          channels      | "limit":1.5                                        | limit: a number with a fraction or an exponent (expected: %s)
          channels      | "limit":99999999999999999999                       | limit: a number beyond 2^63 (expected: %s)
          members       | "limit":5                                          | channel: missing (expected: a value)
          members       | "channel":"#a","after":"#b"                        | after: #b (expected: 3 to 64 letters, digits or any of . _ - @ +)
          members       | "channel":"#a","limit":0                           | limit: 0 (expected: 1 to 500)
          members       | "channel":"#a","limit":501                         | limit: 501 (expected: 1 to 500)
          presence      | "username":"bob"                                   | users: missing (expected: a value)
          presence      | "users":null                                       | users: missing (expected: a value)
          presence      | "users":"bob"                                      | users: a string (expected: an array)
          presence      | "users":{"0":"bob"}                                | users: an object (expected: an array)
          presence      | "users":["bob",5]                                  | users[1]: a number (expected: a string)
          presence      | "users":["bob",null]                               | users[1]: null (expected: a value)
          presence      | "users":["bob",["carla"]]                          | users[1]: an array (expected: a string)
          presence      | "users":["bob","b"]                                | users[1]: b (expected: 3 to 64 letters, digits or any of . _ - @ +)
          presence      | "users":["bob","bo\\u202eb"]                       | users[1]: bo?b (expected: 3 to 64 letters, digits or any of . _ - @ +)
          presence      | "users":["#a"]                                     | users[0]: #a (expected: 3 to 64 letters, digits or any of . _ - @ +)
          setVisible    | "online":true                                      | visible: missing (expected: a value)
          setVisible    | "visible":null                                     | visible: missing (expected: a value)
          setVisible    | "visible":"false"                                  | visible: a string (expected: true or false)
          setVisible    | "visible":""                                       | visible: a string (expected: true or false)
          setVisible    | "visible":0                                        | visible: a number (expected: true or false)
          setContact    | "standing":"trusted"                               | username: missing (expected: a value)
          setContact    | "username":"bob","standing":"friend"               | standing: a string (expected: trusted or blocked)
          setContact    | "username":"bob","standing":""                     | standing: a string (expected: trusted or blocked)
          setContact    | "username":"bob","standing":false                  | standing: a boolean (expected: trusted or blocked)
          setContact    | "username":"bob","standing":["blocked"]            | standing: an array (expected: trusted or blocked)
          search        | "conversation":"anna:bob"                          | text: missing (expected: a value)
          search        | "text":null                                        | text: missing (expected: a value)
          search        | "text":["a"]                                       | text: an array (expected: a string)
          search        | "text":""                                          | text: nothing to be seen (expected: 1 to 200 characters)
          search        | "text":" \\t\\u200b"                               | text: nothing to be seen (expected: 1 to 200 characters)
          search        | "text":"a\\u0000"                                  | text: a control character (expected: text with no other than line feeds and tabs)
          search        | "text":"a\\udc00"                                  | text: half of a surrogate pair (expected: well-formed Unicode)
          search        | "text":"a","conversation":"bob"                    | conversation: bob (expected: an id as `sent` or `message` gave it)
          search        | "text":"a","conversation":"#"                      | conversation: # (expected: an id as `sent` or `message` gave it)
          search        | "text":"a","limit":0                               | limit: 0 (expected: 1 to 500)
          search        | "text":"a","limit":501                             | limit: 501 (expected: 1 to 500)
          """)
  void namesTheFieldAboutAChannelOrAUserThatIsWrong(String type, String fields, String message) {
    assertRefused(
        "{\"type\":\"" + type + "\"," + fields + "}",
        ErrorCode.BAD_FIELD,
        message.replace("%s", INTEGER));
  }

  @Test
  void refusesMoreUsersThanOneListHolds() {
    for (int count : new int[] {1_001, 10_000})
      assertRefused(
          "{\"type\":\"presence\",\"users\":["
              + String.join(",", Collections.nCopies(count, "\"bob\""))
              + "]}",
          ErrorCode.BAD_FIELD,
          "users: " + count + " entries (expected: at most 1000 entries)");
  }

  @Test
  void refusesMoreBytesInAllThanAnIntegerHolds() {
    String file = "{\"name\":\"a\",\"size\":9007199254740991}";
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"bob\",\"files\":[" + file + "," + file + "]}",
        ErrorCode.BAD_FIELD,
        "files: too many bytes in all (expected: at most 9007199254740991)");
  }

  @Test
  void showsOnlyTheBeginningOfLongInput() {
    assertRefused(
        "{\"type\":\"register\",\"username\":\"" + "🐦".repeat(10_000) + "\",\"password\":\"p\"}",
        ErrorCode.BAD_FIELD,
        "username: "
            + "🐦".repeat(40)
            + "… (expected: 3 to 64 letters, digits or any of . _ - @ +)");
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"bob\",\"files\":[{\"size\":1,\"name\":\""
            + "n".repeat(10_000)
            + "\"}]}",
        ErrorCode.BAD_FIELD,
        "files[0].name: 10000 characters (expected: at most 1024 characters)");
    for (String letter : new String[] {"a", "я", "本", "𠮷"})
      for (int length : new int[] {65, 10_000})
        assertRefused(
            "{\"type\":\"join\",\"channel\":\"#" + letter.repeat(length) + "\"}",
            ErrorCode.BAD_FIELD,
            "channel: #"
                + letter.repeat(39)
                + "… (expected: # and 1 to 64 letters, digits or any of . _ -)");
    assertRefused(
        "{\"type\":\"search\",\"text\":\"" + "s".repeat(100_000) + "\"}",
        ErrorCode.BAD_FIELD,
        "text: 100000 characters (expected: at most 200 characters)");
    assertThat(refused("{\"type\":\"" + "t".repeat(1_000_000) + "\"}").problem().message())
        .hasSizeLessThan(100);
    String id = "anna:" + "b".repeat(200);
    for (String cursor : new String[] {"-1", "{}", "null"})
      assertThat(
              refused("{\"type\":\"sync\",\"cursors\":{\"" + id + "\":" + cursor + "}}")
                  .problem()
                  .message())
          .startsWith("cursors.anna:" + "b".repeat(35) + "…: ")
          .hasSizeLessThan(150);
  }
}

package io.peerrelay.protocol;

import static io.peerrelay.protocol.Refusals.INTEGER;
import static io.peerrelay.protocol.Refusals.assertRefused;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one field of a request about channels or other users. */
class BadChannelOrUserFieldTest {
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
}

package io.peerrelay.protocol;

import static io.peerrelay.protocol.Refusals.INTEGER;
import static io.peerrelay.protocol.Refusals.assertRefused;
import static io.peerrelay.protocol.Refusals.refused;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one field: the answer names it, says what was found and what was expected. */
class BadFieldTest {
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
          register | "username":"anna","password":"p","profile":[]    | profile: an array (expected: an object)
          register | "username":"anna","password":"p","profile":"Ann" | profile: a string (expected: an object)
          register | "username":"anna","password":"p","profile":{"points":5}  | profile.points: a number (expected: a string)
          register | "username":"anna","password":"p","profile":{"a b":"c"}   | profile.a b: a bad name (expected: 1 to 32 letters and digits, a letter first)
          register | "username":"anna","password":"p","profile":{"":"c"}      | profile.empty: a bad name (expected: 1 to 32 letters and digits, a letter first)
          register | "username":"anna","password":"p","profile":{"a\\n":"c"}  | profile.a?: a bad name (expected: 1 to 32 letters and digits, a letter first)
          register | "username":"anna","password":"p","profile":{"city":"a\\nb"} | profile.city: a control character (expected: text without control characters)
          changeProfile | "fields":null                                | fields: missing (expected: a value)
          changeProfile | "fields":{"city":{"a":"b"}}                 | fields.city: an object (expected: a string)
          changeProfile | "fields":{"1st":"c"}                        | fields.1st: a bad name (expected: 1 to 32 letters and digits, a letter first)
          changeProfile | "fields":{"city":"\\ud800"}                 | fields.city: half of a surrogate pair (expected: well-formed Unicode)
          forgotPassword | "email":""                                 | email: empty (expected: an address like name@example.org)
          login    | "device":"x"                                     | username: missing (expected: username and password, or a token)
          login    | "username":"anna"                                | password: missing (expected: username and password, or a token)
          login    | "username":"anna","token":5                      | token: a number (expected: a string)
          login    | "token":"t","device":"a\\tb"                     | device: a control character (expected: text without control characters)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":5}] | files[0].thumbnail: a number (expected: a string)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":""}] | files[0].thumbnail: empty (expected: data:image/png, jpeg or webp in base64)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":"https://a"}] | files[0].thumbnail: https://a (expected: data:image/png, jpeg or webp in base64)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":"data:text/html;base64,AAAA"}] | files[0].thumbnail: data:text/html;base64,AAAA (expected: data:image/png, jpeg or webp in base64)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":"data:image/svg+xml;base64,AAAA"}] | files[0].thumbnail: data:image/svg+xml;base64,AAAA (expected: data:image/png, jpeg or webp in base64)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":"data:image/png;base64,AAA"}] | files[0].thumbnail: data:image/png;base64,AAA (expected: data:image/png, jpeg or webp in base64)
          offer    | "to":"bob","files":[{"name":"a","size":1,"thumbnail":"data:image/png;base64,A\\nAA"}] | files[0].thumbnail: data:image/png;base64,A?AA (expected: data:image/png, jpeg or webp in base64)
          endSession | "session":"../a"                               | session: ../a (expected: an id as `sessions` gave it)
          endSession | "session":5                                    | session: a number (expected: a string)
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

  @Test
  void refusesMoreBytesInAllThanAnIntegerHolds() {
    String file = "{\"name\":\"a\",\"size\":9007199254740991}";
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"bob\",\"files\":[" + file + "," + file + "]}",
        ErrorCode.BAD_FIELD,
        "files: too many bytes in all (expected: at most 9007199254740991)");
  }

  @Test
  void refusesMoreOfAProfileThanIsKept() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 33; i++)
      fields.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":\"\"");
    String register = "{\"type\":\"register\",\"username\":\"anna\",\"password\":\"p\",";
    assertRefused(
        register + "\"profile\":{" + fields + "}}",
        ErrorCode.BAD_FIELD,
        "profile: 33 entries (expected: at most 32 entries)");
    assertRefused(
        "{\"type\":\"changeProfile\",\"fields\":{" + fields + "}}",
        ErrorCode.BAD_FIELD,
        "fields: 33 entries (expected: at most 32 entries)");
    assertRefused(
        register + "\"profile\":{\"img\":\"" + "i".repeat(513) + "\"}}",
        ErrorCode.BAD_FIELD,
        "profile.img: 513 characters (expected: at most 512 characters)");
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

  @Test
  void refusesMorePicturesInOneOfferThanAFrameShouldCarry() {
    String picture = "data:image/jpeg;base64," + "A".repeat(8_168);
    String file = "{\"name\":\"a\",\"size\":1,\"thumbnail\":\"" + picture + "\"}";
    String eight = "\"to\":\"bob\",\"files\":[" + String.join(",", nCopies(8, file));
    assertThat(RelayDialect.decode("{\"type\":\"offer\"," + eight + "]}"))
        .isInstanceOf(Request.Asked.class);
    assertRefused(
        "{\"type\":\"offer\"," + eight + "," + file + "]}",
        ErrorCode.BAD_FIELD,
        "files: thumbnails of 73719 characters (expected: at most 65536 in all)");
  }
}

package io.peerrelay.protocol;

import static io.peerrelay.protocol.Refusals.assertRefused;
import static io.peerrelay.protocol.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a message as a whole, and what an answer to it may not show. */
class BadInputTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | empty
          '  '                  | empty
          null                  | null
          true                  | a boolean
          12                    | a number
          "ping"                | a string
          []                    | an array
          [{"type":"ping"}]     | an array
          """)
  void refusesWhatIsNoObject(String text, String found) {
    assertRefused(
        text,
        ErrorCode.BAD_JSON,
        "message: " + found + " (expected: a JSON object like {\"type\": …})");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Connection Established     | 0
          {                          | 1
          {"type":"ping"             | 14
          {'type':'ping'}            | 1
          {type:"ping"}              | 1
          {"type":"ping",}           | 15
          {"type":"ping"} x          | 16
          {"type":"ping"} {}         | 16
          {"type":"ping"}}           | 15
          {"type":"ping","n":NaN}    | 22
          {"type":"ping","n":01}     | 20
          {"type":"ping"/* c */}     | 14
          {"type":"ping","n":"\\q"}  | 21
          """)
  void refusesWhatIsNoJsonAndSaysWhere(String text, long place) {
    assertRefused(
        text,
        ErrorCode.BAD_JSON,
        "message: not JSON at character " + place + " (expected: one JSON object, no more)");
  }

  @Test
  void refusesControlCharactersInsideOfJsonStrings() {
    assertThat(refused("{\"type\":\"ping\",\"n\":\"\n\"}").problem().code())
        .isEqualTo(ErrorCode.BAD_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDeepNestingAtOnce(String opening) {
    String text = "{\"type\":\"ping\",\"x\":" + opening.repeat(10_000);
    assertTimeout(
        Duration.ofSeconds(1),
        () ->
            assertRefused(
                text,
                ErrorCode.BAD_JSON,
                "message: nested too deep, or with too long a number or name (expected: at most 16"
                    + " levels, numbers of at most 100 digits, names of at most 1000 characters)"));
  }

  @Test
  void refusesNumbersAndNamesOfExtremeLength() {
    assertThat(refused("{\"type\":\"ping\",\"n\":" + "9".repeat(100_000) + "}").problem().message())
        .startsWith("message: nested too deep, or with too long a number or name");
    assertThat(refused("{\"type\":\"ping\",\"" + "n".repeat(100_000) + "\":1}").problem().message())
        .startsWith("message: nested too deep, or with too long a number or name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                | missing
          {"TYPE":"ping"}                   | missing
          {"type":null}                     | null
          {"type":5}                        | a number
          {"type":["ping"]}                 | an array
          {"type":{"type":"ping"}}          | an object
          """)
  void refusesAMessageWithoutAType(String text, String found) {
    assertRefused(
        text,
        ErrorCode.BAD_FIELD,
        "type: " + found + " (expected: a string that names the message)");
  }

  @ParameterizedTest
  @CsvSource({
    "'',empty",
    "Ping,Ping",
    "offered,offered",
    "sent,sent",
    "membership,membership",
    "found,found",
    "java.lang.String,java.lang.String"
  })
  void refusesAnUnknownType(String type, String shown) {
    assertRefused(
        "{\"type\":\"" + type + "\"}",
        ErrorCode.UNKNOWN_TYPE,
        "type: " + shown + " (expected: a message of this protocol)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"ping","type":"logout"}                  | type
          {"a":1,"type":"ping","a":{}}                     | a
          {"type":"ping","a":[1],"a":[1]}                  | a
          {"type":"ping","x":{"deep":1,"deep":2}}          | deep
          {"type":"ping","id":"1","id":"2"}                | id
          """)
  void refusesAFieldGivenTwice(String text, String name) {
    assertRefused(text, ErrorCode.BAD_FIELD, name + ": given twice (expected: once)");
  }

  @ParameterizedTest
  @CsvSource({
    "5,a number",
    "1.5,a number with a fraction or an exponent",
    "true,a boolean",
    "[],an array",
    "{},an object"
  })
  void answersAnIdOfTheWrongTypeWithoutIt(String id, String found) {
    assertRefused(
        "{\"type\":\"ping\",\"id\":" + id + "}",
        ErrorCode.BAD_FIELD,
        "id: " + found + " (expected: a string of at most 64 characters)");
  }

  @Test
  void answersAnIdOfTheWrongLengthWithoutIt() {
    assertRefused(
        "{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}",
        ErrorCode.BAD_FIELD,
        "id: 65 characters (expected: at most 64 characters)");
    assertThat(RelayDialect.decode("{\"type\":\"ping\",\"id\":\"" + "🐦".repeat(64) + "\"}"))
        .isEqualTo(new Request.Asked("🐦".repeat(64), new ClientMessage.Ping()));
  }

  @Test
  void answersWithTheIdWhereOnlyTheRestIsWrong() {
    assertThat(refused("{\"type\":\"offer\",\"id\":\"7\"}").id()).isEqualTo("7");
    assertThat(refused("{\"type\":\"what\",\"id\":\"7\"}").id()).isEqualTo("7");
    assertThat(refused("{\"id\":\"7\"}").id()).isEqualTo("7");
  }

  @Test
  void isNotHeldUpByAMegabyteOfText() {
    String text = "x".repeat(1 << 20);
    assertThat(RelayDialect.decode("{\"type\":\"ping\",\"unknown\":\"" + text + "\"}"))
        .isEqualTo(new Request.Asked(null, new ClientMessage.Ping()));
    assertRefused(
        "{\"type\":\"cancel\",\"transfer\":\"t\",\"reason\":\"" + text + "\"}",
        ErrorCode.BAD_FIELD,
        "reason: 1048576 characters (expected: at most 200 characters)");
    assertThat(refused(text).problem().message()).hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678",
        "\"\"",
        "[\"hunter2\"]",
        "{\"hunter2\":\"hunter2\"}",
        "true",
        "1.2345678",
        "\"hunter2\\ud800\"",
        "12345678901234567890",
        "\"hunter2",
        "hunter2"
      })
  void neverShowsASecret(String password) {
    for (String fields :
        new String[] {
          "\"type\":\"register\",\"username\":\"anna\",\"password\":" + password,
          "\"type\":\"changePassword\",\"newPassword\":\"p\",\"oldPassword\":" + password,
          "\"type\":\"login\",\"token\":" + password,
          "\"type\":\"confirm\",\"username\":\"anna\",\"code\":" + password
        })
      assertThat(refused("{" + fields + "}").toString())
          .doesNotContain("hunter2", "2345678")
          .contains("(expected: ");
  }

  @Test
  void aLongSecretIsNotShownEither() {
    assertRefused(
        "{\"type\":\"deleteAccount\",\"password\":\"" + "s3cret".repeat(1000) + "\"}",
        ErrorCode.BAD_FIELD,
        "password: 6000 characters (expected: at most 1024 characters)");
  }

  @Test
  void ignoresUnknownFields() {
    assertThat(
            RelayDialect.decode(
                "{\"type\":\"ping\",\"x\":1e999999999,\"y\":{\"type\":\"logout\"},\"re\":5}"))
        .isEqualTo(new Request.Asked(null, new ClientMessage.Ping()));
  }

  @Test
  void aBodyWhosePlaceNamesItsTypeNeedsNone() {
    String body = "{\"username\":\"anna\",\"password\":\"p\",\"type\":\"logout\"}";
    assertThat(RelayDialect.decodeAs("register", body))
        .isEqualTo(
            new Request.Asked(
                null, new ClientMessage.Register(new Username("anna"), new Secret("p"), null)));
    assertThat(((Request.Refused) RelayDialect.decodeAs("register", "[]")).problem().code())
        .isEqualTo(ErrorCode.BAD_JSON);
  }
}

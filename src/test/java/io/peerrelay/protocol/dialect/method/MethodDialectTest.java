package io.peerrelay.protocol.dialect.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.ProcedureRows;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Opening;
import io.peerrelay.protocol.dialect.Turn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodDialectTest {
  private static final MethodNumbers KIND =
      new MethodNumbers(
          MethodTable.of(
              ConfigFactory.parseString(
                  """
                  methods = [
                    { number = 20000, name = Message, request = message, parameters = [
                        { name = to, type = string }, { name = text, type = string } ] }
                    { number = 30000, name = orders, procedure = api.orders, login = false, parameters = [
                        { name = a_since, type = string, optional = true } ] }
                  ]""")));
  private static final String WELCOME =
      """
      {"type":"welcome","username":"anna","token":"q0V2","expiresAt":"2026-02-01T00:00:00.000Z","device":"d","node":"n",\
      "limits":{"text":1,"binaryFrame":2,"file":3,"credit":4,"messageRate":5},"re":"%s"}""";

  private final Dialect dialect = KIND.create(new Opening("/", List.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"method":20000,"seq":7,"params":["boris","hi"]}     | [20000,7]
          {"method":20000,"seq":"a","params":["boris","hi"]}   | [20000,"a"]
          {"method":20000,"params":["boris","hi"]}             | [20000]
          {"method":20000,"seq":1.5,"params":["boris","hi"]}   | [20000,1.5]
          """)
  void asksTheRelay(String frame, String id) {
    assertThat(dialect.read(frame))
        .isEqualTo(
            Turn.ask(
                (Request.Asked)
                    RelayDialect.decode(
                        "{\"type\":\"message\",\"id\":"
                            + quoted(id)
                            + ",\"to\":\"boris\",\"text\":\"hi\"}")));
  }

  @Test
  void callsAProcedure() {
    Turn turn = dialect.read("{\"method\":30000,\"params\":[\"2026\"]}");
    ProcedureCall call = (ProcedureCall) turn.requests().get(0).message();
    assertThat(call.procedure()).hasToString("api.orders");
    assertThat(call.needsLogin()).isFalse();
    assertThat(call.values()).containsExactly("2026");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                        | null   | 400 | message: no JSON object (expected: {"method": …})
          [1]                             | null   | 400 | message: no JSON object
          {}                              | null   | 400 | method: missing (expected: a whole number)
          {"type":"message","to":"boris"} | null   | 400 | method: missing
          {"method":"20000"}              | "20000"| 400 | method: of another type (expected: a whole number)
          {"method":20000.5}              | 20000.5| 400 | method: of another type
          {"method":{"a":1}}              | null   | 400 | method: of another type
          {"method":null}                 | null   | 400 | method: of another type
          {"method":1180591620717411303424} | 1180591620717411303424 | 404 | method: unknown (expected: one of the table)
          {"method":29999}                | 29999  | 404 | method: unknown
          {"method":-1}                   | -1     | 404 | method: unknown
          {"method":20000}                | 20000  | 400 | to: missing (expected: a string)
          {"method":20000,"params":"hi"}  | 20000  | 400 | params: of another type
          {"method":20000,"params":{"to":"boris"}} | 20000 | 400 | text: missing
          {"method":20000,"params":{"to":{"a":[1]},"text":"hi"}} | 20000 | 400 | to: of another type
          {"method":20000,"params":["boris","hi","more"]} | 20000 | 400 | params: 3 values (expected: at most 2)
          {"method":20000,"seq":{"a":1},"params":["boris","hi"]} | 20000 | 400 | seq: no plain value
          {"method":10000,"params":{"username":"anna"}} | 10000 | 400 | password: missing
          {"method":20000,"params":["b","hi"]} | 20000 | 400 | to: b (expected: 3 to 64
          """)
  void answersBadInputInItsOwnForm(String frame, String method, int code, String text) {
    Turn turn = dialect.read(frame);
    assertThat(turn.requests()).isEmpty();
    assertThat(turn.frames()).hasSize(1);
    assertThat(turn.frames().get(0))
        .startsWith(
            "{\"type\":\"Error\",\"method\":" + method + ",\"code\":" + code + ",\"log_id\":\"")
        .contains(",\"params\":" + quoted(text).replaceFirst("\"$", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "0", "-1.5", "\"\"", "\"a\\\"b\""})
  void repeatsEverySeqThatIsAPlainValue(String seq) {
    Turn turn = dialect.read("{\"method\":30000,\"seq\":%s}".formatted(seq));
    String id = turn.requests().get(0).id();
    assertThat(id.length()).isLessThanOrEqualTo(64);
    assertThat(dialect.write(id, new ServerMessage.Ok()))
        .isEqualTo(
            Turn.say(
                "{\"type\":\"Immediate\",\"method\":30000,\"seq\":%s,\"params\":{}}"
                    .formatted(seq)));
  }

  @Test
  void repeatsSeqInAnError() {
    assertThat(dialect.read("{\"method\":1,\"seq\":\"x\"}").frames().get(0))
        .matches(
            "\\{\"type\":\"Error\",\"method\":1,\"code\":404,\"seq\":\"x\",\"log_id\":\"[0-9a-f]{16}\",\"params\":\"method.*\"}");
  }

  @Test
  void answersWithTheFieldsOfTheRelaysAnswer() {
    assertThat(
            dialect.write(
                "[10000,1]",
                read(
                    "{\"type\":\"registered\",\"username\":\"anna\",\"confirmationRequired\":false}")))
        .isEqualTo(
            Turn.say(
                "{\"type\":\"Immediate\",\"method\":10000,\"seq\":1,\"params\":{\"username\":\"anna\",\"confirmationRequired\":false}}"));
    assertThat(dialect.write("[20000]", new ServerMessage.Ok()))
        .isEqualTo(Turn.say("{\"type\":\"Immediate\",\"method\":20000,\"params\":{}}"));
  }

  @Test
  void handsOnRowsThatAreNestedDeeperThanTheRelayReads() {
    String deep = "[".repeat(50) + "]".repeat(50);
    String carried = RelayDialect.encode("[30000]", new ProcedureRows("[{\"a\":" + deep + "}]"));
    RelayDialect.Answer answer = RelayDialect.decodeAnswer(carried);
    assertThat(dialect.write(answer.re(), answer.message()))
        .isEqualTo(
            Turn.say(
                "{\"type\":\"Immediate\",\"method\":30000,\"params\":{\"rows\":[{\"a\":"
                    + deep
                    + "}]}}"));
  }

  @Test
  void pushesAreAStreamOfTheLogin() {
    assertThat(dialect.write("[10010,5]", read(WELCOME.formatted("[10010,5]"))))
        .isEqualTo(
            Turn.say(
                """
                {"type":"Immediate","method":10010,"seq":5,"params":{"accessToken":"q0V2","username":"anna",\
                "expiresAt":"2026-02-01T00:00:00.000Z","device":"d","node":"n",\
                "limits":{"text":1,"binaryFrame":2,"file":3,"credit":4,"messageRate":5}}}"""));
    ServerMessage push =
        read("{\"type\":\"typing\",\"conversation\":\"anna:boris\",\"from\":\"boris\"}");
    assertThat(push).isInstanceOf(ConversationMessage.Typing.class);
    for (int number = 1; number <= 2; number++)
      assertThat(dialect.write(null, push).frames().get(0))
          .startsWith(
              "{\"type\":\"Stream\",\"original_seq\":5,\"method\":10010,\"stream_seq\":"
                  + number
                  + ",\"stream_code\":200,\"data\":{\"type\":\"typing\",");
  }

  @Test
  void logsInBySubprotocols() {
    Dialect opened =
        KIND.create(new Opening("/", List.of("0login", "1anna", "2correct%20horse%207")));
    Request.Asked login = opened.open().requests().get(0);
    assertThat(login)
        .isEqualTo(
            RelayDialect.decode(
                "{\"type\":\"login\",\"id\":\"[20000]\",\"username\":\"anna\",\"password\":\"correct horse 7\"}"));
    assertThat(opened.write("[20000]", read(WELCOME.formatted("[20000]"))).frames().get(0))
        .startsWith(
            "{\"type\":\"Immediate\",\"method\":20000,\"params\":{\"accessToken\":\"q0V2\",");
    assertThat(
            opened
                .write("[20000]", ErrorCode.BAD_CREDENTIALS.because("no").toError())
                .frames()
                .get(0))
        .startsWith("{\"type\":\"Error\",\"method\":20000,\"code\":401,\"log_id\":");
  }

  @Test
  void saysWhatIsMissingInALoginBySubprotocols() {
    Dialect opened = KIND.create(new Opening("/", List.of("0login", "1anna")));
    assertThat(opened.open().frames().get(0))
        .startsWith("{\"type\":\"Error\",\"method\":20000,\"code\":400,")
        .contains("password: missing");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorHasANumber(ErrorCode code) {
    assertThat(NumericCode.of(code)).isBetween(400, 599);
    if (code.retryable()) assertThat(NumericCode.of(code)).isIn(404, 408, 409, 423, 429, 503);
  }

  @Test
  void beginsWithAMethod() {
    assertThat(KIND.begins("{\"method\":10010}")).isTrue();
    assertThat(Arrays.asList(KIND.begins("{\"action\":1}"), KIND.begins("hey"), KIND.begins("[]")))
        .containsOnly(false);
  }

  private static ServerMessage read(String json) {
    return RelayDialect.decodeAnswer(json.replaceAll(",\"re\":\"\\[.*]\"", "")).message();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }
}

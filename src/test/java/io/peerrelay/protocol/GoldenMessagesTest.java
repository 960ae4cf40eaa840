package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.protocol.RelayDialect.Answer;
import io.peerrelay.protocol.Request.Asked;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of docs/asyncapi.yaml are what the relay reads and writes, one for every message.
 */
class GoldenMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Asked> requests() {
    return ExampleRequests.ALL.stream();
  }

  static Stream<Answer> answers() {
    return ExampleAnswers.ALL.stream();
  }

  @ParameterizedTest
  @ValueSource(classes = {ClientMessage.class, ServerMessage.class})
  void everyMessageIsNamedAndHasAnExample(Class<?> kind) {
    List<String> records = records(kind).map(GoldenMessagesTest::name).toList();
    assertThat(Arrays.stream(kind.getAnnotation(JsonSubTypes.class).value()))
        .extracting(JsonSubTypes.Type::name)
        .containsExactlyInAnyOrderElementsOf(records);
    String side = kind == ClientMessage.class ? "client" : "relay";
    assertThat(Document.messages(side))
        .extracting(Document.Message::name)
        .containsExactlyInAnyOrderElementsOf(records);
    assertThat(Document.messages(side))
        .allSatisfy(
            message ->
                assertThat(message.examples())
                    .isNotEmpty()
                    .allSatisfy(
                        example ->
                            assertThat(example.get("type").textValue()).isEqualTo(message.name())));
  }

  @Test
  void requestsAreReadAsTheirRecords() {
    assertThat(Document.examples("client"))
        .extracting(example -> RelayDialect.decode(example.toString()))
        .isEqualTo(ExampleRequests.ALL);
  }

  @Test
  void requestsAreWrittenAsTheirExamples() {
    assertThat(ExampleRequests.ALL)
        .extracting(asked -> tree(RelayDialect.encode(asked.id(), asked.message())))
        .isEqualTo(Document.examples("client"));
  }

  @Test
  void answersAreReadAsTheirRecords() {
    assertThat(Document.examples("relay"))
        .extracting(example -> RelayDialect.decodeAnswer(example.toString()))
        .isEqualTo(ExampleAnswers.ALL);
  }

  @Test
  void answersAreWrittenAsTheirExamples() {
    assertThat(ExampleAnswers.ALL)
        .extracting(answer -> tree(RelayDialect.encode(answer.re(), answer.message())))
        .isEqualTo(Document.examples("relay"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void noSecretShowsInARequest(Asked asked) {
    assertThat(asked.toString()).doesNotContain("horse", "staple", "q0V2", "402913", "771204");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void noSecretShowsInAnAnswer(Answer answer) {
    assertThat(answer.toString()).doesNotContain("q0V2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"call", "procedureCall", "ProcedureCall"})
  void noFrameCallsAProcedure(String type) {
    String frame = "{'type':'%s','procedure':{'schema':'api','name':'one'},'values':[]}";
    Request read = RelayDialect.decode(frame.formatted(type).replace('\'', '"'));
    assertThat(((Request.Refused) read).problem().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
  }

  @Test
  void onlyTheseMayBeSentBeforeALogin() {
    assertThat(records(ClientMessage.BeforeLogin.class).map(GoldenMessagesTest::name))
        .containsExactlyInAnyOrder(
            "register",
            "confirm",
            "resendConfirmation",
            "forgotPassword",
            "resetPassword",
            "login",
            "ping");
  }

  /** All but what only clients of the method numbers ask and are told. */
  private static Stream<Class<?>> records(Class<?> kind) {
    if (kind == ProcedureCall.class || kind == ProcedureRows.class) return Stream.empty();
    return kind.isRecord()
        ? Stream.of(kind)
        : Arrays.stream(kind.getPermittedSubclasses())
            .<Class<?>>flatMap(GoldenMessagesTest::records)
            .distinct();
  }

  private static String name(Class<?> message) {
    String name = message.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static ObjectNode tree(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return (ObjectNode) tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}

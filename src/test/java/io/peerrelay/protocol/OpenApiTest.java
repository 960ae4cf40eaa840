package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of docs/openapi.yaml are what the relay reads and answers. */
class OpenApiTest {
  private static final JsonNode ROOT = Document.OPEN_API.root();
  private static final JsonNode POST = ROOT.at("/paths/~1register/post");
  private static final String EXAMPLES = "/content/application~1json/examples";

  @Test
  void everyBodyRegisters() {
    assertThat(values(POST.at("/requestBody" + EXAMPLES)))
        .hasSize(3)
        .allSatisfy(
            body ->
                assertThat(RelayDialect.decodeAs("register", body.toString()))
                    .extracting(request -> ((Request.Asked) request).message())
                    .isInstanceOf(ClientMessage.Register.class));
  }

  @Test
  void everyAnswerIsAMessageOfTheRelay() {
    assertThat(POST.get("responses").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("201", "400", "409", "413", "503");
    for (Map.Entry<String, JsonNode> response : POST.get("responses").properties())
      for (JsonNode value : values(response.getValue().at(EXAMPLES))) {
        ServerMessage answer = RelayDialect.decodeAnswer(value.toString()).message();
        if (response.getKey().equals("201"))
          assertThat(answer).isInstanceOf(ServerMessage.Registered.class);
        else {
          ServerMessage.Error error = (ServerMessage.Error) answer;
          assertThat(error).isEqualTo(error.code().because(error.message()).toError());
        }
      }
  }

  @Test
  void everyAnswerAboutATransferIsAMessageOfTheRelay() {
    for (String method : List.of("put", "get"))
      for (JsonNode response : ROOT.at("/paths/~1transfers~1{transfer}/" + method + "/responses"))
        for (JsonNode example : response.at(EXAMPLES)) {
          JsonNode value =
              example.has("$ref")
                  ? ROOT.at(example.get("$ref").asText().substring(1)).get("value")
                  : example.get("value");
          ServerMessage answer = RelayDialect.decodeAnswer(value.toString()).message();
          if (answer instanceof ServerMessage.Error error)
            assertThat(error).isEqualTo(error.code().because(error.message()).toError());
        }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(ROOT.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(to -> assertThat(ROOT.at(to.substring(1)).isMissingNode()).isFalse());
  }

  private static List<JsonNode> values(JsonNode examples) {
    return examples.properties().stream().map(entry -> entry.getValue().get("value")).toList();
  }
}

package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no message, or none that may be sent: answered, and the socket goes on. */
class BadMessagesTest {
  private static final String UNKNOWN_TRANSFER = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String FILES = "'files':[{'name':'a','size':1}]";

  @RegisterExtension
  @Order(1)
  static final RunningRelay relay = new RunningRelay("");

  @RegisterExtension
  @Order(2)
  static final Bystanders bystanders = new Bystanders(relay);

  private ForeignClient client;

  @BeforeEach
  void logIn() {
    client = relay.newUser("clara");
  }

  @AfterEach
  void servesTheNextMessage() {
    client.expectNothing();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "[]", "null", "42", "{'type':'ping'}x", "{'a':NaN}"})
  void answersWhatIsNoJsonObject(String frame) {
    client.sendText(frame.replace('\'', '"'));
    JsonNode error = client.expectError("badJson");
    assertThat(error.path("retryable").asBoolean()).isFalse();
    assertThat(error.has("re")).isFalse();
  }

  @Test
  void answersJsonNestedTooDeep() {
    client.sendText("[".repeat(10_000) + "]".repeat(10_000));
    client.expectError("badJson");
    client.sendText("{\"type\":\"ping\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
    client.expectError("badJson");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':7}",
        "{'type':null}",
        "{'type':'ping','id':5}",
        "{'type':'offer'," + FILES + "}",
        "{'type':'offer','to':null," + FILES + "}",
        "{'type':'offer','to':7," + FILES + "}",
        "{'type':'offer','to':{'a':1}," + FILES + "}",
        "{'type':'offer','to':'ab'," + FILES + "}",
        "{'type':'offer','to':'an\\u0000na'," + FILES + "}",
        "{'type':'offer','to':'an na'," + FILES + "}",
        "{'type':'offer','to':'anna'}",
        "{'type':'offer','to':'anna','files':[]}",
        "{'type':'offer','to':'anna','files':{}}",
        "{'type':'offer','to':'anna','files':[null]}",
        "{'type':'offer','to':'anna','files':['a']}",
        "{'type':'offer','to':'anna','files':[{'size':1}]}",
        "{'type':'offer','to':'anna','files':[{'name':'','size':1}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a\\nb','size':1}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a\\ud800b','size':1}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a'}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':-1}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':1.5}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':'1'}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':9007199254740992}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':1e30}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':1,'sha256':'xyz'}]}",
        "{'type':'offer','to':'anna','files':[{'name':'a','size':1,'modified':'yesterday'}]}",
        "{'type':'offer','to':'anna','note':7," + FILES + "}",
        "{'type':'accept'}",
        "{'type':'accept','transfer':'../../x'}",
        "{'type':'accept','transfer':'" + UNKNOWN_TRANSFER + "','offset':-1}",
        "{'type':'accept','transfer':'" + UNKNOWN_TRANSFER + "','files':[1,0]}",
        "{'type':'accept','transfer':'" + UNKNOWN_TRANSFER + "','via':'pigeon'}",
        "{'type':'resume','transfer':'" + UNKNOWN_TRANSFER + "','offset':-1}",
        "{'type':'accept','transfer':'" + UNKNOWN_TRANSFER + "','offset':'x'}",
        "{'type':'decline'}",
        "{'type':'cancel','transfer':[]}",
        "{'type':'finish','transfer':'" + UNKNOWN_TRANSFER + "'}",
        "{'type':'finish','transfer':'" + UNKNOWN_TRANSFER + "','sha256':'00'}",
        "{'type':'received','transfer':'" + UNKNOWN_TRANSFER + "','sha256':true}",
        "{'type':'credit','stream':1}",
        "{'type':'credit','stream':0,'bytes':1}",
        "{'type':'credit','stream':1,'bytes':0}",
        "{'type':'credit','stream':1,'bytes':1}",
        "{'type':'credit','stream':4294967296,'bytes':1}",
        "{'type':'login','username':'clara'}",
        "{'type':'login'}",
      })
  void answersFieldsThatAreWrong(String frame) {
    client.send(frame);
    client.expectError("badField");
  }

  @ParameterizedTest
  @CsvSource({
    "offer, to, 10000",
    "offer, note, 10000",
    "decline, reason, 10000",
    "ping, id, 65",
    "login, username, 10000",
  })
  void answersTextThatIsTooLong(String type, String field, int length) {
    String rest =
        switch (type) {
          case "offer" -> (field.equals("to") ? "" : "'to':'anna',") + FILES;
          case "decline" -> "'transfer':'" + UNKNOWN_TRANSFER + "'";
          case "login" -> "'password':'x'";
          default -> "'x':1";
        };
    client.send(
        "{'type':'" + type + "','" + field + "':'" + "x".repeat(length) + "'," + rest + "}");
    JsonNode error = client.expectError("badField");
    assertThat(error.path("message").asText()).contains(field).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "Offer", "welcome", "io.peerrelay.protocol.Secret"})
  void answersTypesThatDoNotExist(String type) {
    client.send("{'type':'%s','id':'u'}", type);
    assertThat(client.expectError("unknownType").path("re").asText()).isEqualTo("u");
  }

  @Test
  void repeatsTheIdOfTheRequestInTheError() {
    client.send("{'type':'accept','id':'seven'}");
    assertThat(client.expectError("badField").path("re").asText()).isEqualTo("seven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline", "cancel"})
  void answersRequestsForTransfersThatNeverWere(String type) {
    client.send("{'type':'%s','id':'n','transfer':'%s'}", type, UNKNOWN_TRANSFER);
    assertThat(client.expectError("noSuchTransfer").path("re").asText()).isEqualTo("n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finish", "received"})
  void answersDigestsForTransfersThatNeverWere(String type) {
    client.send(
        "{'type':'%s','transfer':'%s','sha256':'%s'}", type, UNKNOWN_TRANSFER, "0".repeat(64));
    client.expectError("noSuchTransfer");
  }

  @Test
  void answersASecondLogin() {
    client.send("{'type':'login','username':'someone','password':'correct horse 7'}");
    client.expectError("alreadyLoggedIn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'offer','to':'anna'," + FILES + "}",
        "{'type':'accept','transfer':'" + UNKNOWN_TRANSFER + "'}",
        "{'type':'credit','stream':1,'bytes':1}",
        "{'type':'changePassword','oldPassword':'x','newPassword':'y'}",
        "{'type':'deleteAccount','password':'x'}",
        "{'type':'logout'}",
      })
  void answersRequestsBeforeTheLogin(String frame) {
    try (ForeignClient stranger = ForeignClient.connect(relay.address())) {
      stranger.send(frame);
      stranger.expectError("notLoggedIn");
      stranger.expectNothing();
    }
  }
}

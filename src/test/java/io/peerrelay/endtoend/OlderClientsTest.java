package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of all kinds at one address, who are the same people and see the same things. */
class OlderClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.dialects.type-query.feed = \"#comments\"");

  private final List<AutoCloseable> clients = new ArrayList<>();

  @AfterEach
  void hangUp() throws Exception {
    for (AutoCloseable client : clients) client.close();
  }

  @Test
  void oneUserRegistersByOneKindAndSpeaksByAnotherWhatAThirdLikesAndAFourthSees() throws Exception {
    String address = "anna@example.org";
    RawClient rocket = connect();
    rocket.send("Connection Established");
    rocket.send(
        "{'action':'REGISTER','userRegData':{'email':'%s','password':'correct horse 7'}}", address);
    assertThat(rocket.readText()).contains("\"rocketStatus\":\"USER_REGISTERED\"");

    RawClient commenting = connect();
    String signIn =
        "{'type_query':'signIn','username':'" + address + "','password':'correct horse 7'}";
    commenting.send(signIn);
    assertThat(commenting.readText())
        .startsWith("{\"status\":\"failure\",\"reason\":\"The e-mail address has to be confirmed");
    rocket.send(
        "{'action':'CONFIRMATION','userRegData':{'email':'%s','token':'%s'}}",
        address, MailedCodes.latest(relay, address, 1));
    assertThat(rocket.readText()).contains("\"rocketStatus\":\"USER_CONFIRMED\"");
    commenting.send(signIn);
    assertThat(commenting.readText())
        .isEqualTo("{\"status\":\"authorized\",\"username\":\"" + address + "\"}");

    ForeignClient modern = relay.newUser("boris");
    clients.add(modern);
    modern.send("{'type':'join','channel':'#comments'}");
    modern.awaitMessage("ok");
    commenting.send("{'type_query':'addComment','comment':'Hello from the past'}");
    assertThat(commenting.readText()).isEqualTo("{\"status\":\"success\"}");
    long id = JSON.readTree(commenting.readText()).path("id").asLong();
    JsonNode message = modern.awaitMessage("message");
    assertThat(message.path("seq").asLong()).isEqualTo(id);
    assertThat(message.path("from").asText()).isEqualTo(address);
    assertThat(message.path("text").asText()).isEqualTo("Hello from the past");

    like(id);
    JsonNode reaction = modern.awaitMessage("reaction");
    assertThat(reaction.path("seq").asLong()).isEqualTo(id);
    commenting.send("{'type_query':'getComments'}");
    JsonNode comment = JSON.readTree(commenting.readText()).at("/comments/0");
    assertThat(comment.path("id").asLong()).isEqualTo(id);
    assertThat(comment.path("like").asLong()).isEqualTo(1);
  }

  /** By a client of the method numbers. */
  private void like(long comment) {
    NumberedClient numbered = NumberedClient.connect(relay.address());
    clients.add(numbered);
    assertDone(numbered, 10000, "\"clara\",\"correct horse 7\"");
    assertDone(numbered, 10010, "\"clara\",\"correct horse 7\"");
    assertDone(numbered, 20302, "\"#comments\"");
    assertDone(numbered, 20208, "\"#comments\"," + comment);
  }

  /** What is pushed meanwhile may come first. */
  private static void assertDone(NumberedClient client, int method, String params) {
    String answer =
        client.ask("{\"method\":%d,\"seq\":1,\"params\":[%s]}".formatted(method, params));
    while (answer.startsWith("{\"type\":\"Stream\"")) answer = client.next();
    assertThat(answer).startsWith("{\"type\":\"Immediate\",\"method\":" + method);
  }

  @Test
  void letsManyInWhoAreTheFirstAtOnce() {
    List<RawClient> together = new ArrayList<>();
    for (int i = 0; i < 6; i++) together.add(connect());
    for (int i = 0; i < together.size(); i++)
      together
          .get(i)
          .send("{'type_query':'signUp','username':'first%d','password':'correct horse 7'}", i);
    for (int i = 0; i < together.size(); i++)
      assertThat(together.get(i).readText())
          .isEqualTo("{\"status\":\"authorized\",\"username\":\"first" + i + "\"}");
    ForeignClient modern = ForeignClient.login(relay.address(), "first0", "correct horse 7");
    clients.add(modern);
    modern.send("{'type':'members','channel':'#comments'}");
    assertThat(modern.awaitMessage("members").path("members").findValuesAsText("username"))
        .contains("first0", "first1", "first2", "first3", "first4", "first5");
  }

  private RawClient connect() {
    RawClient client = RawClient.connect(relay.address(), "/");
    clients.add(client);
    return client;
  }
}

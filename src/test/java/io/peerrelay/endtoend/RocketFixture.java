package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A running relay with an address for the rocket clients, and one that calls there. */
abstract class RocketFixture {
  static final int BUFFER = 64 * 1024;
  static final int BINARY = 0x82;
  static final String PING = "{\"type\":\"ping\"}";
  static final String UNKNOWN = "\"rocketStatus\":\"UNKNOWN_ACTION\"}";

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          """
          relay.http.listen = "127.0.0.1:0, 127.0.0.1:0 rocket"
          relay.dialects.ping-interval = 1s
          relay.account.lock-after = 3
          relay.socket.request-timeout = 30s
          """);

  RawClient client;

  static InetSocketAddress rocketAddress() {
    return relay.node().addresses().get(1);
  }

  @BeforeEach
  void connect() {
    client = RawClient.connect(rocketAddress(), BUFFER, "/");
  }

  @AfterEach
  void hangUp() {
    client.close();
  }

  /** What the client is told next, pings aside. */
  static String answer(RawClient client) {
    String frame = client.readText();
    while (frame.equals(PING)) frame = client.readText();
    return frame;
  }

  String answer() {
    return answer(client);
  }

  void expect(String frame) {
    assertThat(answer()).isEqualTo(frame.replace('\'', '"'));
  }

  void expectStatus(String status) {
    assertThat(answer()).endsWith("\"rocketStatus\":\"" + status + "\"}");
  }

  void register(String email) {
    client.send(
        "{'action':'REGISTER','userRegData':{'email':'%s','password':'correct horse 7'}}", email);
  }

  void confirmed(String email) {
    register(email);
    expectStatus("USER_REGISTERED");
    client.send(
        "{'action':'CONFIRMATION','userRegData':{'email':'%s','token':'%s'}}",
        email, MailedCodes.latest(relay, email, 1));
    expectStatus("USER_CONFIRMED");
  }

  void logIn(String email) {
    client.send(
        "{'action':'LOGIN','userLoginData':{'email':'%s','password':'correct horse 7'}}", email);
  }

  /** By the token of the flag. */
  void ask(String action, String email, String token) {
    client.send(
        "{'action':'%s','userLoginData':{'email':'%s','token':'%s'}}", action, email, token);
  }

  String loggedIn(String email) {
    logIn(email);
    return tokenIn(answer());
  }

  static String tokenIn(String frame) {
    try {
      JsonNode flag = new ObjectMapper().readTree(frame).path("flag");
      assertThat(flag.path("token").asText()).as(frame).isNotEmpty();
      return flag.path("token").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(frame, e);
    }
  }
}

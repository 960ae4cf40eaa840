package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account client of the rocket server, byte by byte, on an address of its own. */
class RocketTest {
  private static final int BUFFER = 64 * 1024;
  private static final int BINARY = 0x82;
  private static final String PING = "{\"type\":\"ping\"}";
  private static final String UNKNOWN = "\"rocketStatus\":\"UNKNOWN_ACTION\"}";

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          """
          relay.http.listen = "127.0.0.1:0, 127.0.0.1:0 rocket"
          relay.dialects.ping-interval = 1s
          relay.account.lock-after = 3
          relay.socket.request-timeout = 30s
          """);

  private RawClient client;

  private static InetSocketAddress rocketAddress() {
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
  private static String answer(RawClient client) {
    String frame = client.readText();
    while (frame.equals(PING)) frame = client.readText();
    return frame;
  }

  private String answer() {
    return answer(client);
  }

  private void expect(String frame) {
    assertThat(answer()).isEqualTo(frame.replace('\'', '"'));
  }

  private void expectStatus(String status) {
    assertThat(answer()).endsWith("\"rocketStatus\":\"" + status + "\"}");
  }

  private void register(String email) {
    client.send(
        "{'action':'REGISTER','userRegData':{'email':'%s','password':'correct horse 7'}}", email);
  }

  private void confirmed(String email) {
    register(email);
    expectStatus("USER_REGISTERED");
    client.send(
        "{'action':'CONFIRMATION','userRegData':{'email':'%s','token':'%s'}}",
        email, MailedCodes.latest(relay, email, 1));
    expectStatus("USER_CONFIRMED");
  }

  private void logIn(String email) {
    client.send(
        "{'action':'LOGIN','userLoginData':{'email':'%s','password':'correct horse 7'}}", email);
  }

  /** By the token of the flag. */
  private void ask(String action, String email, String token) {
    client.send(
        "{'action':'%s','userLoginData':{'email':'%s','token':'%s'}}", action, email, token);
  }

  private String loggedIn(String email) {
    logIn(email);
    return tokenIn(answer());
  }

  private static String tokenIn(String frame) {
    try {
      JsonNode flag = new ObjectMapper().readTree(frame).path("flag");
      assertThat(flag.path("token").asText()).as(frame).isNotEmpty();
      return flag.path("token").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(frame, e);
    }
  }

  @Test
  void servesAWholeSessionAsTheFirstServerDid() {
    String email = "rocket@example.org";
    client.send("Connection Established");
    register(email);
    expect(
        "{'message':'Check your email for confirmation code.','rocketStatus':'USER_REGISTERED'}");
    register(email);
    expectStatus("USER_ALREADY_REGISTERED");
    logIn(email);
    expect(
        "{'message':'Login error','rocketStatus':'NOT_LOGGED',"
            + "'reason':'username: registered, but its e-mail address was not confirmed'}");
    client.send("{'action':'CONFIRMATION','userRegData':{'email':'%s','token':'00000'}}", email);
    expectStatus("NOT_CONFIRMED");
    client.send(
        "{'action':'CONFIRMATION','userRegData':{'email':'%s','token':'%s'}}",
        email, MailedCodes.latest(relay, email, 1));
    expect("{'message':'Confirmation done.','rocketStatus':'USER_CONFIRMED'}");
    client.send(
        "{'action':'LOGIN','userLoginData':{'email':'%s','password':'wrong horse 7'}}", email);
    expect("{'message':'Login error','rocketStatus':'NOT_LOGGED'}");
    logIn(email);
    String logged = answer();
    String token = tokenIn(logged);
    String expected =
        ("{'message':'You logged.','rocketStatus':'USER_LOGGED','flag':{'email':'%1$s',"
                + "'nickname':'%1$s','confirmed':true,'token':'%2$s','online':true,'points':0,"
                + "'rank':'junior','permission':'basic','age':'','country':'','ban':false,"
                + "'profileUrl':''}}")
            .formatted(email, token)
            .replace('\'', '"');
    assertThat(logged).isEqualTo(expected);
    ask("FASTLOGIN", email, token);
    expect(expected);
    ask("LOGOUT", email, token);
    expect("{'message':'Your account session is closed.','rocketStatus':'USER_LOGOUT'}");
    ask("FASTLOGIN", email, token);
    expect("{'message':'Login error','rocketStatus':'NOT_LOGGED'}");
    ask("LOGOUT", email, token);
    expectStatus("USER_LOGOUT_ERROR");
    assertThat(loggedIn(email)).isNotEqualTo(token);
  }

  @Test
  void logsInAndOutByTokenOnASocketThatIsNew() {
    confirmed("token@example.org");
    String token = loggedIn("token@example.org");
    client.close();
    connect();
    client.send("hey");
    ask("FASTLOGIN", "token@example.org", token);
    assertThat(tokenIn(answer())).isEqualTo(token);
    client.close();
    connect();
    ask("LOGOUT", "token@example.org", token);
    expectStatus("USER_LOGOUT");
    ask("FASTLOGIN", "token@example.org", token);
    expectStatus("NOT_LOGGED");
  }

  @Test
  void answersInTheOrderOfTheRequestsThoughTheyDoNotWait() {
    confirmed("order@example.org");
    logIn("order@example.org");
    client.send("{'action':'DANCE'}");
    client.send("{'action':'LOGIN','userLoginData':{'email':'order@example.org'}}");
    assertThat(answer()).contains("USER_LOGGED");
    expectStatus("UNKNOWN_ACTION");
    assertThat(answer()).contains("NOT_LOGGED");
  }

  @Test
  void staysLoggedInWhereAnotherLoginFailsAndAnothersSessionIsClosed() {
    confirmed("stays@example.org");
    confirmed("other@example.org");
    String others = loggedIn("other@example.org");
    String own = loggedIn("stays@example.org");
    ask("FASTLOGIN", "stays@example.org", others);
    expect("{'message':'Login error','rocketStatus':'NOT_LOGGED'}");
    ask("LOGOUT", "stays@example.org", others);
    expectStatus("USER_LOGOUT_ERROR");
    ask("LOGOUT", "other@example.org", others);
    expectStatus("USER_LOGOUT");
    ask("FASTLOGIN", "other@example.org", others);
    expectStatus("NOT_LOGGED");
    ask("LOGOUT", "stays@example.org", own);
    expectStatus("USER_LOGOUT");
  }

  @Test
  void isTheSameAccountInEveryDialect() {
    confirmed("both@example.org");
    try (ForeignClient own = ForeignClient.connect(relay.address())) {
      own.send("{'type':'login','username':'both@example.org','password':'correct horse 7'}");
      own.expect("welcome");
      own.send("{'type':'changeProfile','fields':{'nickname':'Bo','country':'RS','rank':'boss'}}");
      own.expect("ok");
    }
    logIn("both@example.org");
    assertThat(answer())
        .contains("\"nickname\":\"Bo\"", "\"country\":\"RS\"", "\"rank\":\"junior\"");
    try (ForeignClient user = relay.newUser("without-address")) {
      logIn(user.username());
      assertThat(answer()).contains("\"email\":\"" + user.username() + "\"", "USER_LOGGED");
    }
  }

  @Test
  void saysThatAPasswordIsTooWeak() {
    client.send("{'action':'REGISTER','userRegData':{'email':'weak@example.org','password':'a'}}");
    expectStatus("TOO_SHORT_PASSW");
    client.send("{'action':'REGISTER','userRegData':{'email':'weak@example.org','password':''}}");
    expectStatus("TOO_SHORT_PASSW");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REGISTER userRegData NOT_REGISTERED",
        "CONFIRMATION userRegData NOT_CONFIRMED",
        "LOGIN userLoginData NOT_LOGGED",
        "FASTLOGIN userLoginData NOT_LOGGED",
        "LOGOUT userLoginData USER_LOGOUT_ERROR"
      })
  void answersFieldsThatAreMissingOrOdd(String words) {
    String[] word = words.split(" ");
    for (String data :
        new String[] {
          "null",
          "[]",
          "'x'",
          "{}",
          "{'email':7,'password':'correct horse 7','token':'1'}",
          "{'email':'odd@example.org'}",
          "{'email':'odd@example.org','password':{'a':[1]},'token':{'a':1}}",
          "{'email':'not an address','password':'correct horse 7','token':'1'}",
          "{'email':'" + "x".repeat(70) + "@example.org','password':'correct horse 7','token':'1'}"
        }) {
      client.send("{'action':'%s','%s':%s}", word[0], word[1], data.replace('\'', '"'));
      String answer = answer();
      assertThat(answer).as(data).contains("\"rocketStatus\":\"" + word[2] + "\"");
      assertThat(answer).doesNotContain("Exception", "io.peerrelay", "correct horse");
    }
    client.send("{'action':'%s'}", word[0]);
    assertThat(answer()).contains(word[2]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action':'register'}",
        "{'action':''}",
        "{'action':5}",
        "{'action':null}",
        "{'action':{'a':1}}",
        "{'type':'ping'}",
        "{'method':10010,'params':{'username':'a','password':'b'}}",
        "{'type_query':'signIn'}",
        "{'action':'LOGIN'",
        "[]",
        "7",
        "hey",
        ""
      })
  void answersWhatIsNoneOfItsMessages(String frame) {
    client.send("{'action':'DANCE'}");
    expect("{'message':'There is no such action.','rocketStatus':'UNKNOWN_ACTION'}");
    client.send(frame);
    assertThat(answer()).endsWith(UNKNOWN);
    client.sendFrame(BINARY, "bytes".getBytes(StandardCharsets.UTF_8));
    assertThat(answer()).endsWith(UNKNOWN);
  }

  @Test
  void saysThatAnAccountIsLockedAndForgetsNothing() {
    confirmed("locked@example.org");
    for (int i = 0; i < 3; i++) {
      client.send(
          "{'action':'LOGIN','userLoginData':{'email':'locked@example.org','password':'wrong'}}");
      expect("{'message':'Login error','rocketStatus':'NOT_LOGGED'}");
    }
    logIn("locked@example.org");
    expect(
        "{'message':'Login error','rocketStatus':'NOT_LOGGED',"
            + "'reason':'username: too many logins failed in a row'}");
  }

  @Test
  void pingsAClientFromItsFirstRequestOn() {
    client.send("{'action':'DANCE'}");
    assertThat(client.readText()).endsWith(UNKNOWN);
    assertThat(client.readText()).isEqualTo(PING);
    assertThat(client.readText()).isEqualTo(PING);
  }

  @Test
  void letsInAPageThatWasOpenedFromAFile() {
    try (RawClient page = RawClient.connect(rocketAddress(), BUFFER, "/", "Origin: null")) {
      page.send("{'action':'DANCE'}");
      assertThat(answer(page)).endsWith(UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ws", "/register"})
  void isKnownByItsFirstJsonWhereEverythingIsSpoken(String path) {
    try (RawClient other = RawClient.connect(relay.address(), BUFFER, path)) {
      if (!path.equals("/ws")) other.send("Connection Established");
      other.send("{'action':'DANCE'}");
      assertThat(answer(other)).endsWith(UNKNOWN);
    }
  }

  @Test
  void leavesOtherJsonToTheRelay() {
    try (RawClient other = RawClient.connect(relay.address(), BUFFER, "/")) {
      other.send("{'type':'ping'}");
      assertThat(answer(other)).isEqualTo("{\"type\":\"pong\"}");
      other.send("{'action':'LOGIN'}");
      assertThat(answer(other)).contains("badField");
    }
  }
}

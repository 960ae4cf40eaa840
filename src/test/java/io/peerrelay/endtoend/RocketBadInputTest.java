package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rocket client says wrongly, each answered in its own form. */
class RocketBadInputTest extends RocketFixture {
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

package io.peerrelay.protocol.dialect.rocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.settings.RocketSettings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be had from a relay that works: words of other servers, and answers that fail. */
class RocketDialectTest {
  private static final RocketSettings WORDS =
      new RocketSettings(
          "CHECK_EMAIL", "Already Registred", "nr", "ts", "c", "nc", "l", "nl", "lo", "le", "ua");
  private static final String ANNA = "'email':'anna@x.org'";
  private static final ServerMessage UNAVAILABLE =
      ErrorCode.UNAVAILABLE.because("No answer in time.").toError();

  private final RocketDialect client = new RocketDialect(WORDS);

  private Request.Asked asks(String text) {
    return only(client.read(text.replace('\'', '"')));
  }

  private static Request.Asked only(Turn turn) {
    assertThat(turn.requests()).hasSize(1);
    return turn.requests().get(0);
  }

  private Turn answer(Request.Asked request, ServerMessage message) {
    return client.write(request.id(), message);
  }

  private static ServerMessage welcome(String token) {
    return new ServerMessage.Welcome(
        new Username("anna@x.org"),
        new Secret(token),
        Instant.EPOCH,
        "rocket",
        "node",
        new ServerMessage.Limits(1, 1, 1, 1, 1));
  }

  private static String frame(String message, String status) {
    return "{\"message\":\"" + message + "\",\"rocketStatus\":\"" + status + "\"}";
  }

  private void isLoggedIn(String token) {
    Request.Asked login = asks("{'action':'LOGIN','userLoginData':{" + ANNA + ",'password':'p'}}");
    Request.Asked profile = only(answer(login, welcome(token)));
    assertThat(profile.message()).isInstanceOf(ClientMessage.Profile.class);
    answer(profile, UNAVAILABLE);
  }

  @Test
  void saysTheWordsOfTheServerItStandsInFor() {
    String register = "{'action':'REGISTER','userRegData':{" + ANNA + ",'password':'p'}}";
    Request.Asked first = asks(register);
    assertThat(answer(first, new ServerMessage.Registered(new Username("anna@x.org"), true)))
        .isEqualTo(Turn.say(frame("Check your email for confirmation code.", "CHECK_EMAIL")));
    Request.Asked second = asks(register);
    assertThat(answer(second, ErrorCode.ALREADY_REGISTERED.because("Taken.").toError()))
        .isEqualTo(Turn.say(frame("Taken.", "Already Registred")));
  }

  @Test
  void saysWhatIsWrongWhereItIsNotTheClient() {
    Request.Asked login = asks("{'action':'LOGIN','userLoginData':{" + ANNA + ",'password':'p'}}");
    assertThat(answer(login, UNAVAILABLE).frames())
        .containsExactly(
            "{\"message\":\"Login error\",\"rocketStatus\":\"nl\",\"reason\":\"No answer in time.\"}");
    Request.Asked register =
        asks("{'action':'REGISTER','userRegData':{" + ANNA + ",'password':'p'}}");
    assertThat(answer(register, UNAVAILABLE))
        .isEqualTo(Turn.say(frame("No answer in time.", "nr")));
  }

  @Test
  void waitsForTheAnswerToItsRequestAndToNoOther() {
    Request.Asked login = asks("{'action':'LOGIN','userLoginData':{" + ANNA + ",'password':'p'}}");
    assertThat(client.waits()).isTrue();
    assertThat(client.write("another", new ServerMessage.Ok())).isEqualTo(Turn.NOTHING);
    assertThat(client.write(null, new ServerMessage.Ok())).isEqualTo(Turn.NOTHING);
    assertThat(client.waits()).isTrue();
    answer(login, UNAVAILABLE);
    assertThat(client.waits()).isFalse();
    assertThat(answer(login, UNAVAILABLE)).isEqualTo(Turn.NOTHING);
  }

  @Test
  void takesUpTheFormerLoginWhereTheNextIsRefused() {
    isLoggedIn("own");
    Turn turn =
        client.read(
            "{'action':'LOGIN','userLoginData':{'email':'boris@x.org','password':'p'}}"
                .replace('\'', '"'));
    assertThat(turn.startsAnew()).isTrue();
    Turn refused = answer(only(turn), UNAVAILABLE);
    assertThat(refused.frames()).hasSize(1);
    assertThat(refused.startsAnew()).isFalse();
    assertThat(((ClientMessage.Login) only(refused).message()).token())
        .isEqualTo(new Secret("own"));
    assertThat(answer(only(refused), welcome("own"))).isEqualTo(Turn.NOTHING);
    Request.Asked logout = asks("{'action':'LOGOUT','userLoginData':{" + ANNA + ",'token':'own'}}");
    assertThat(logout.message()).isInstanceOf(ClientMessage.Logout.class);
    Turn left = answer(logout, new ServerMessage.Bye());
    assertThat(left.frames()).containsExactly(frame("Your account session is closed.", "lo"));
    assertThat(left.startsAnew()).isTrue();
  }

  @Test
  void staysLoggedInWhereTheLogoutFails() {
    isLoggedIn("own");
    String logOut = "{'action':'LOGOUT','userLoginData':{" + ANNA + ",'token':'own'}}";
    assertThat(answer(asks(logOut), UNAVAILABLE))
        .isEqualTo(Turn.say(frame("No answer in time.", "le")));
    assertThat(asks(logOut).message()).isInstanceOf(ClientMessage.Logout.class);
  }

  @Test
  void isNobodyWhereTheSessionOfAnotherSocketCanNotBeClosed() {
    Request.Asked login = asks("{'action':'LOGOUT','userLoginData':{" + ANNA + ",'token':'t'}}");
    Request.Asked logout = only(answer(login, welcome("t")));
    Turn refused = answer(logout, UNAVAILABLE);
    assertThat(refused).isEqualTo(Turn.say(frame("No answer in time.", "le")).anew());
  }

  static Stream<String> garbage() {
    List<String> values =
        List.of(
            "null", "1", "1e999", "'x'", "''", "[]", "[[1]]", "{}", "{'email':{}}", "'\\ud800'");
    return Stream.of("REGISTER", "CONFIRMATION", "LOGIN", "FASTLOGIN", "LOGOUT")
        .flatMap(
            action ->
                values.stream()
                    .flatMap(
                        value ->
                            Stream.of(
                                    "{'action':'%s','userRegData':%s,'userLoginData':%s}",
                                    "{'action':'%s','userRegData':{'email':%s},'x':%s}",
                                    "{'action':'%s','userLoginData':{'email':%s,'token':%s}}")
                                .map(frame -> frame.formatted(action, value, value))));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void answersEveryGarbageOnceAndAsksNothing(String frame) {
    Turn turn = client.read(frame.replace('\'', '"'));
    assertThat(turn.requests()).isEmpty();
    assertThat(turn.frames()).hasSize(1);
    assertThat(turn.frames().get(0)).contains("rocketStatus").doesNotContain("Exception", "java");
  }
}

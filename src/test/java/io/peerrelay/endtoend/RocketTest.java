package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An account client of the rocket server, byte by byte, on an address of its own. */
class RocketTest extends RocketFixture {
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
}

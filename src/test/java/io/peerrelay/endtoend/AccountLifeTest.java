package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts as a client sees them: over a socket, with the codes from the mails. */
class AccountLifeTest {
  private static final Pattern CODE = Pattern.compile("^(\\d{6,10})\\r?$", Pattern.MULTILINE);

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          """
          relay.account { code-interval = 0s, code-tries = 3, lock-after = 4 }
          """);

  private ForeignClient client;

  @BeforeEach
  void connect() {
    client = ForeignClient.connect(relay.address());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void confirmsByTheCodeFromTheMail() {
    register("carla", "carla@example.org");
    logIn("carla", "correct horse 7").expectError("notConfirmed");
    String code = code("carla@example.org", 1);

    client.send("{'type':'confirm','username':'carla','code':'%s'}", wrong(code));
    client.expectError("badCode");
    client.send("{'type':'confirm','username':'Carla','code':'%s'}", code);
    assertThat(client.expect("confirmed").path("username").asText()).isEqualTo("carla");
    logIn("carla", "correct horse 7").expect("welcome");
  }

  @Test
  void letsACodeBeTriedAFewTimesOnlyAndSendsANewOne() {
    register("dora", "dora@example.org");
    String code = code("dora@example.org", 1);
    for (int i = 0; i < 3; i++) {
      client.send("{'type':'confirm','username':'dora','code':'%s'}", wrong(code));
      client.expectError("badCode");
    }
    client.send("{'type':'confirm','username':'dora','code':'%s'}", code);
    client.expectError("codeExpired");

    client.send("{'type':'resendConfirmation','username':'dora'}");
    client.expect("ok");
    client.send("{'type':'confirm','username':'dora','code':'%s'}", code("dora@example.org", 2));
    client.expect("confirmed");
  }

  @Test
  void registersANameAndAnAddressOnce() {
    register("emil", "emil@example.org");
    client.send("{'type':'register','username':'EMIL','password':'correct horse 7'}");
    client.expectError("alreadyRegistered");
    client.send(
        "{'type':'register','username':'emil2','password':'correct horse 7','email':'Emil@Example.org'}");
    client.expectError("alreadyRegistered");
    client.send("{'type':'register','username':'relay','password':'correct horse 7'}");
    client.expectError("alreadyRegistered");
  }

  @Test
  void keepsWhatUsersSayOfThemselves() {
    client.send("{'type':'profile'}");
    client.expectError("notLoggedIn");
    client.send("{'type':'changeProfile','fields':{}}");
    client.expectError("notLoggedIn");
    client.send(
        "{'type':'register','username':'paula','password':'correct horse 7','email':'paula@example.org',"
            + "'profile':{'nickname':'Pau','img':'https://example.org/p.png','points':'7'}}");
    client.expect("registered");
    client.send("{'type':'confirm','username':'paula','code':'%s'}", code("paula@example.org", 1));
    client.expect("confirmed");
    logIn("paula", "correct horse 7").expect("welcome");
    client.send("{'type':'changeProfile','id':'c','fields':{'points':null,'city':'Riga'}}");
    assertThat(client.expect("ok").path("re").asText()).isEqualTo("c");
    client.send("{'type':'profile','id':'p'}");
    assertThat(client.expect("profile").toString())
        .isEqualTo(
            ("{'type':'profile','username':'paula','email':'paula@example.org','confirmed':true,"
                    + "'fields':{'nickname':'Pau','img':'https://example.org/p.png','city':'Riga'},"
                    + "'re':'p'}")
                .replace('\'', '"'));
  }

  @Test
  void refusesAWeakPassword() {
    client.send("{'type':'register','username':'frida','password':'short'}");
    client.expectError("weakPassword");
    client.send("{'type':'register','username':'frida','password':'password123'}");
    client.expectError("weakPassword");
  }

  @Test
  void saysTheSameOfAWrongPasswordAndOfNobody() {
    relay.newUser("greta").close();
    JsonNode known = logIn("greta-1", "wrong horse 77").expectError("badCredentials");
    JsonNode unknown = logIn("nobody-at-all", "wrong horse 77").expectError("badCredentials");
    assertThat(unknown.path("message")).isEqualTo(known.path("message"));
    client.send("{'type':'login','token':'made-up'}");
    assertThat(client.expectError("badCredentials").path("message"))
        .isEqualTo(known.path("message"));
  }

  @Test
  void locksANameAfterTooManyWrongPasswordsWhetherItExistsOrNot() {
    relay.newUser("hugo").close();
    for (String name : List.of("hugo-1", "hugo-of-nowhere")) {
      for (int i = 0; i < 4; i++) logIn(name, "wrong horse 77").expectError("badCredentials");
      logIn(name, "wrong horse 77").expectError("lockedOut");
    }
  }

  @Test
  void endsEverySessionWhenThePasswordIsReset() {
    register("ines", "ines@example.org");
    client.send("{'type':'confirm','username':'ines','code':'%s'}", code("ines@example.org", 1));
    client.expect("confirmed");
    try (ForeignClient phone = ForeignClient.connect(relay.address())) {
      phone.send("{'type':'login','username':'ines','password':'correct horse 7'}");
      String token = phone.expect("welcome").path("token").asText();

      client.send("{'type':'forgotPassword','email':'nobody@example.org'}");
      client.expect("ok");
      client.send("{'type':'forgotPassword','email':'ines@example.org'}");
      client.expect("ok");
      client.send(
          "{'type':'resetPassword','username':'ines','code':'%s','password':'battery staple 8'}",
          code("ines@example.org", 2));
      client.expect("ok");
      assertThat(phone.expectClosed()).isEqualTo(4401);

      client.send("{'type':'login','token':'%s'}", token);
      client.expectError("badCredentials");
      logIn("ines", "correct horse 7").expectError("badCredentials");
      logIn("ines", "battery staple 8").expect("welcome");
    }
  }

  @Test
  void changesThePasswordOfWhoKnowsTheOldOne() {
    try (ForeignClient user = relay.newUser("jana")) {
      user.send(
          "{'type':'changePassword','oldPassword':'wrong horse 77','newPassword':'battery staple 8'}");
      user.expectError("badCredentials");
      user.send(
          "{'type':'changePassword','oldPassword':'correct horse 7','newPassword':'battery staple 8'}");
      user.expect("ok");
      logIn(user.username(), "battery staple 8").expect("welcome");
    }
  }

  @Test
  void logsInByTokenUntilTheLogout() {
    try (ForeignClient user = relay.newUser("karl")) {
      String token =
          logIn(user.username(), "correct horse 7").expect("welcome").path("token").asText();
      try (ForeignClient phone = ForeignClient.connect(relay.address())) {
        phone.send("{'type':'login','token':'%s'}", token);
        assertThat(phone.expect("welcome").path("username").asText()).isEqualTo(user.username());
        phone.send("{'type':'logout'}");
        phone.expect("bye");
        assertThat(phone.expectClosed()).isEqualTo(1000);
      }
      try (ForeignClient phone = ForeignClient.connect(relay.address())) {
        phone.send("{'type':'login','token':'%s'}", token);
        phone.expectError("badCredentials");
      }
    }
  }

  @Test
  void deletesTheAccountAndKeepsItsNameFromOthers() {
    try (ForeignClient user = relay.newUser("lena");
        ForeignClient phone = relay.anotherDevice(user)) {
      user.send("{'type':'deleteAccount','password':'wrong horse 77'}");
      user.expectError("badCredentials");
      user.send("{'type':'deleteAccount','password':'correct horse 7'}");
      user.expect("ok");
      assertThat(user.expectClosed()).isEqualTo(1000);
      assertThat(phone.expectClosed()).isEqualTo(4401);
      logIn(user.username(), "correct horse 7").expectError("badCredentials");
      client.send(
          "{'type':'register','username':'%s','password':'correct horse 7'}", user.username());
      client.expectError("alreadyRegistered");
    }
  }

  private void register(String username, String email) {
    client.send(
        "{'type':'register','username':'%s','password':'correct horse 7','email':'%s'}",
        username, email);
    assertThat(client.expect("registered").path("confirmationRequired").asBoolean()).isTrue();
  }

  private ForeignClient logIn(String username, String password) {
    client.send("{'type':'login','username':'%s','password':'%s'}", username, password);
    return client;
  }

  /** The code that stands alone on a line of the latest of so many mails to this address. */
  private static String code(String address, int mails) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> codes(address), codes -> codes.size() == mails)
        .get(mails - 1);
  }

  private static List<String> codes(String address) throws IOException {
    if (!Files.isDirectory(relay.outbox())) return List.of();
    try (Stream<Path> files = Files.list(relay.outbox())) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(AccountLifeTest::read)
          .filter(mail -> mail.contains(address))
          .map(AccountLifeTest::code)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static Optional<String> code(String mail) {
    Matcher matcher = CODE.matcher(mail);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String wrong(String code) {
    return code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

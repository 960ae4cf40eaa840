package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands of two people, against a real relay. */
class CommandLineTest extends ShellFixture {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  CommandLineTest() {
    super(RELAY);
  }

  @BeforeEach
  void forgetPasswords() {
    adas = adas.withoutPassword();
    bobs = bobs.withoutPassword();
  }

  @Test
  void sendsFilesThatArriveAsTheyAre() throws Exception {
    Path big = write("big file.bin", 3_000_000);
    Path empty = write("empty", 0);
    Path into = home.resolve("into");
    Shell.Receiver receiver =
        bobs.receive("receive", "--accept", "all", "--into", into.toString(), "--count", "1");

    Shell.Result sent = adas.run("send", big.toString(), empty.toString(), "--to", bob);

    assertThat(sent.err()).isEmpty();
    assertThat(sent.exitCode()).isZero();
    assertThat(sent.out()).contains("Sent 2 files", bob, "SHA-256");
    Shell.Result received = receiver.end();
    assertThat(received.exitCode()).isZero();
    assertThat(received.out()).contains("Received " + into.resolve("big file.bin"), ada);
    assertThat(into.resolve("big file.bin")).hasSameBinaryContentAs(big);
    assertThat(into.resolve("empty")).isEmptyFile();
    try (Stream<Path> files = Files.list(into)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void goesByOneLoginAtAllServersOfARelay() {
    String here = RELAY.uri().toString();
    String several = "ws://127.0.0.1:1," + here; // Nobody is at the first.
    Shell.Result known = adas.run("whoami", "--server", several);
    assertThat(known.err()).isEmpty();
    assertThat(known.out()).contains(ada);
    assertThat(adas.run("logout", "--server", several).exitCode()).isZero();
    assertThat(adas.run("whoami", "--server", here).exitCode()).isEqualTo(4);
  }

  @Test
  void sendsAFolderAndSkipsWhatIsHereAlready() throws Exception {
    Path photos = Files.createDirectories(home.resolve("photos"));
    Files.createDirectories(photos.resolve("empty"));
    Files.createDirectories(photos.resolve("2026"));
    Files.writeString(photos.resolve("a.txt"), "one");
    Files.writeString(photos.resolve("2026/b.txt"), "two");
    Path into = home.resolve("into");
    Files.createDirectories(into.resolve("photos"));
    Files.writeString(into.resolve("photos/a.txt"), "one");
    Shell.Receiver receiver =
        bobs.receive("receive", "--accept", "all", "--into", into.toString(), "--count", "1");
    Shell.Result sent = adas.run("send", photos.toString(), "--to", bob);
    assertThat(sent.err()).isEmpty();
    assertThat(sent.exitCode()).isZero();
    assertThat(receiver.end().out()).contains("Already here: photos/a.txt");
    assertThat(into.resolve("photos/2026/b.txt")).hasContent("two");
    assertThat(into.resolve("photos/empty")).isEmptyDirectory();
    try (Stream<Path> files = Files.walk(into)) {
      assertThat(files).hasSize(6);
    }

    Shell.Receiver again =
        bobs.receive("receive", "--accept", "all", "--into", into.toString(), "--count", "1");
    assertThat(adas.run("send", photos.toString(), "--to", bob).exitCode()).isZero();
    assertThat(again.end().exitCode()).isZero();
    try (Stream<Path> files = Files.walk(into)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void takesOnlyWhatIsAskedForByPatternOrNumber() throws Exception {
    String[] send = {
      "send",
      write("a.txt", 1).toString(),
      write("b.jpg", 2).toString(),
      write("c.jpg", 3).toString(),
      "--to",
      bob
    };
    Path in = home.resolve("in");
    Shell.Receiver receiver =
        bobs.receive(
            "receive",
            "--accept",
            "all",
            "--only",
            "*.jpg",
            "--into",
            in.toString(),
            "--count",
            "1");
    assertThat(adas.run(send).exitCode()).isZero();
    assertThat(receiver.end().exitCode()).isZero();
    assertThat(in.toFile().list()).containsExactlyInAnyOrder("b.jpg", "c.jpg");

    Path other = home.resolve("other");
    Shell.Receiver asked =
        bobs.answering("1, 3").receive("receive", "--into", other.toString(), "--count", "1");
    assertThat(adas.run(send).exitCode()).isZero();
    assertThat(asked.end().exitCode()).isZero();
    assertThat(other.toFile().list()).containsExactlyInAnyOrder("a.txt", "c.jpg");
  }

  @Test
  void packsWhatGetsSmallerAndSaysWhereItDoesNot() throws Exception {
    Path zeros = Files.write(home.resolve("zeros"), new byte[2_000_000]);
    Path noise = write("noise", 500_000);
    Path in = home.resolve("in");
    Shell.Receiver receiver =
        bobs.receive("receive", "--accept", "all", "--into", in.toString(), "--count", "1");
    Shell.Result sent = adas.run("send", zeros.toString(), noise.toString(), "--zstd", "--to", bob);
    assertThat(sent.exitCode()).isZero();
    assertThat(sent.out()).contains("zeros: packed from 1.9 MiB", "noise: not packed");
    assertThat(receiver.end().exitCode()).isZero();
    assertThat(in.resolve("zeros")).hasSameBinaryContentAs(zeros);
    assertThat(in.resolve("noise")).hasSameBinaryContentAs(noise);
    assertThat(home.resolve("ada/transfers")).isEmptyDirectory();
    assertThat(home.resolve("bob/transfers")).isEmptyDirectory();
  }

  @Test
  void asksBeforeItAcceptsAndShowsWhatIsOffered() throws Exception {
    Path file = write("photo.jpg", 2048);
    Shell.Receiver receiver =
        bobs.answering("y").receive("receive", "--into", home.toString() + "/in", "--count", "1");
    assertThat(adas.run("send", file.toString(), "--to", bob, "--note", "look").exitCode())
        .isZero();
    assertThat(receiver.end().out())
        .contains(ada + " offers photo.jpg (2.0 KiB)", "\"look\"", "Received");
  }

  @Test
  void endsWith3WhenTheOtherSideDeclines() throws Exception {
    Path file = write("photo.jpg", 10);
    Shell.Receiver receiver = bobs.answering("n").receive("receive", "--count", "1");
    Shell.Result sent = adas.run("send", file.toString(), "--to", bob);
    assertThat(sent.exitCode()).isEqualTo(3);
    assertThat(sent.err()).contains(bob + " declined");
    assertThat(receiver.end().exitCode()).isZero();
  }

  @Test
  void endsWith3WhenTheOtherSideIsNotThere() throws Exception {
    Shell.Result sent = adas.run("send", write("x", 1).toString(), "--to", bob);
    assertThat(sent.exitCode()).isEqualTo(3);
    assertThat(sent.err()).contains("not online").doesNotContain("Exception");
    assertThat(sent.err().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void leavesOffersOfOthersAlone() throws Exception {
    Shell.Receiver receiver =
        bobs.receive(
            "receive",
            "--accept",
            "all",
            "--from",
            ada,
            "--count",
            "1",
            "--into",
            home.resolve("in").toString());
    URI relay = URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
    try (Person carl = new Person(relay, "carl")) {
      OfferedFile spam = OfferedFile.of("spam", new byte[1]);
      OutgoingTransfer offered = await(carl.client.offer(new Username(bob), List.of(spam), null));
      assertThat(adas.run("send", write("wanted", 1).toString(), "--to", bob).exitCode()).isZero();
      assertThat(receiver.end().out()).contains("Left alone", "wanted").doesNotContain("spam");
      assertThat(offered.accepted()).isNotDone();
    }
  }

  @Test
  void listsWhereOneIsLoggedInAndEndsIt() {
    try (ForeignClient other = ForeignClient.login(RELAY.address(), ada, PASSWORD)) {
      List<String> lines = adas.run("devices").out().lines().toList();
      assertThat(lines).filteredOn(line -> line.contains("  here  ")).hasSize(1);
      String online =
          lines.stream().filter(line -> line.contains("  online  ")).findFirst().orElseThrow();
      String session = online.substring(0, online.indexOf(' '));
      assertThat(adas.run("devices", "end", session).out()).contains(session + " is logged out");
      assertThat(other.expectClosed()).isEqualTo(4401);
      assertThat(adas.run("devices").out()).doesNotContain(session);
    }
  }

  @Test
  void takesWhatTrustedUsersOfferAndLeavesTheRestWithoutATerminal() throws Exception {
    assertThat(bobs.run("contacts", "trust", ada).out()).contains("You trust " + ada);
    assertThat(bobs.run("contacts").out()).contains(ada + "  trusted");
    Shell.Receiver receiver =
        bobs.receive(
            "receive",
            "--accept",
            "trusted",
            "--count",
            "1",
            "--into",
            home.resolve("in").toString());
    URI relay = URI.create("ws://127.0.0.1:" + RELAY.address().getPort());
    try (Person carl = new Person(relay, "carl")) {
      OfferedFile spam = OfferedFile.of("spam", new byte[1]);
      OutgoingTransfer offered = await(carl.client.offer(new Username(bob), List.of(spam), null));
      assertThat(adas.run("send", write("wanted", 1).toString(), "--to", bob).exitCode()).isZero();
      assertThat(receiver.end().out()).contains("Left alone", "wanted").doesNotContain("spam");
      assertThat(offered.accepted()).isNotDone();
    }
  }

  @Test
  void knowsWhoIsLoggedInUntilTheLogout() {
    assertThat(adas.run("whoami").out()).startsWith(ada + " at ws://");
    assertThat(adas.run("logout").exitCode()).isZero();
    Shell.Result after = adas.run("whoami");
    assertThat(after.exitCode()).isEqualTo(4);
    assertThat(after.err()).contains("Not logged in").contains("login --user");
  }

  @Test
  void logsInByPasswordWhenTheTokenIsNoLongerGood() throws IOException {
    replaceToken("another-token-that-nobody-knows");
    Shell.Result without = adas.run("whoami");
    assertThat(without.exitCode()).isEqualTo(4);
    replaceToken("another-token-that-nobody-knows");
    Shell withPassword = shell("ada");
    assertThat(withPassword.run("whoami", "--user", ada).exitCode()).isZero();
    assertThat(adas.run("whoami").exitCode()).isZero();
  }

  @Test
  void endsWith4WhenThePasswordIsWrong() {
    Shell wrong = new Shell(RELAY.address(), home.resolve("x"), "wrong horse", null);
    Shell.Result result = wrong.run("login", "--user", ada);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(home.resolve("x")).doesNotExist();
  }

  @Test
  void takesANewPasswordFromAPersonTwiceAndTellsHowToConfirm() {
    Shell carls = new Shell(RELAY.address(), home.resolve("carl"), null, PASSWORD);
    String carl = "carl-" + suffix;
    Shell.Result registered =
        carls.run("register", "--user", carl, "--email", carl + "@example.org");
    assertThat(registered.exitCode()).isZero();
    assertThat(registered.out()).contains("confirm --user " + carl);
    assertThat(carls.run("login", "--user", carl).exitCode()).isEqualTo(4);
    assertThat(carls.run("confirm", "--user", carl, "00000000").exitCode()).isEqualTo(1);
  }

  private void replaceToken(String token) throws IOException {
    Path logins = home.resolve("ada").resolve("logins");
    try (Stream<Path> files = Files.exists(logins) ? Files.list(logins) : Stream.empty()) {
      for (Path file : files.toList())
        Files.writeString(file, Files.readString(file).replaceAll("token=.*", "token=" + token));
    }
  }

  private Path write(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(home.resolve(name), bytes);
  }
}

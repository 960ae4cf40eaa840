package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands of two people who write to each other, against a real relay. */
class CommandChatTest extends ShellFixture {
  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  CommandChatTest() {
    super(RELAY);
  }

  @Test
  void makesEachLineAMessageAndEachMessageALine() throws Exception {
    Shell.Typed adasChat = adas.type("chat", bob);
    adasChat.line("Hello, Bob!");
    Shell.Typed bobsChat = bobs.type("chat", ada);
    bobsChat.awaitOut(ada + ": Hello, Bob!");
    bobsChat.line("Hello, Ada! Grüße");
    adasChat.awaitOut(bob + ": Hello, Ada! Grüße");
    bobsChat.line("  ");
    bobsChat.line("/quit is only text here");

    Shell.Result bobs = bobsChat.end();
    assertThat(bobs.exitCode()).isZero();
    assertThat(bobs.err()).isEmpty();
    assertThat(bobs.out().lines()).hasSize(1);
    adasChat.awaitOut("only text");
    Shell.Result adas = adasChat.end();
    assertThat(adas.exitCode()).isZero();
    assertThat(adas.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d " + bob + ": .*"));
  }

  @Test
  void endsWithTheInputWhenAllIsStoredAndWhatWasNotReadIsPrintedOnce() throws Exception {
    Shell.Typed adasChat = adas.type("chat", bob);
    for (int i = 0; i < 150; i++) adasChat.line("no. " + i);
    assertThat(adasChat.end().exitCode()).isZero();

    Shell.Result first = bobs.type("chat", ada).end();
    assertThat(first.out().lines()).hasSize(150);
    assertThat(first.out().lines().toList().get(149)).endsWith("no. 149");
    assertThat(bobs.type("chat", ada).end().out()).isEmpty();
  }

  @Test
  void sendsWhatWasWrittenWhileTheLineWasCutOnce() throws Exception {
    try (CuttableLine line = new CuttableLine(RELAY.address())) {
      Shell far =
          new Shell(
              new InetSocketAddress("127.0.0.1", line.address().getPort()),
              home.resolve("far"),
              PASSWORD,
              null);
      assertThat(far.run("login", "--user", ada).exitCode()).isZero();
      Shell.Typed chat = far.type("chat", bob);
      Shell.Typed listening = bobs.type("chat", ada);
      for (int i = 0; i < 5; i++) {
        chat.line("before " + i);
        listening.awaitOut("before " + i);
        line.cut();
        chat.line("after " + i);
      }
      assertThat(listening.end().exitCode()).isZero();
      Shell.Result result = chat.end();
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).contains("Reconnecting.", "Connected again.");
    }
    assertThat(texts(bobs.run("history", ada)))
        .containsExactly(
            "before 0",
            "after 0",
            "before 1",
            "after 1",
            "before 2",
            "after 2",
            "before 3",
            "after 3",
            "before 4",
            "after 4");
  }

  @Test
  void endsWith1WhenALineCouldNotBeSent() throws Exception {
    Shell.Typed chat = adas.type("chat", "nobody-at-all");
    chat.line("Hello?");
    Shell.Result result = chat.end();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("Not sent: Hello?", "register").doesNotContain("Exception");
  }

  @Test
  void showsTheHistoryFromEitherEndAndAsJson() throws Exception {
    Shell.Typed chat = adas.type("chat", bob);
    for (int i = 1; i <= 30; i++) chat.line("no. " + i);
    assertThat(chat.end().exitCode()).isZero();

    assertThat(texts(bobs.run("history", ada))).hasSize(20).endsWith("no. 30");
    assertThat(texts(bobs.run("history", ada, "--last", "2"))).containsExactly("no. 29", "no. 30");
    assertThat(texts(bobs.run("history", ada, "--after", "28")))
        .containsExactly("no. 29", "no. 30");
    assertThat(texts(bobs.run("history", ada, "--all"))).hasSize(30).startsWith("no. 1");
    String json = bobs.run("history", ada, "--last", "1", "--json").out();
    assertThat(new ObjectMapper().readTree(json).path("seq").asLong()).isEqualTo(30);
    assertThat(adas.run("history", "nobody-at-all").exitCode()).isEqualTo(1);
  }

  @Test
  void writesNotesToOneself() throws Exception {
    Shell.Typed chat = adas.type("chat", ada);
    chat.line("Buy milk");
    assertThat(chat.end().out()).isEmpty();
    assertThat(texts(adas.run("history", ada))).containsExactly("Buy milk");
  }

  @Test
  void meetsInAChannelAndFindsWhatWasSaidThere() throws Exception {
    String garden = "garden-" + suffix;
    String posting = "owners";
    assertThat(adas.run("channels", "create", garden, "--posting", posting).exitCode()).isZero();
    assertThat(bobs.run("channels").out()).contains("#" + garden + "  1 member, only owners write");
    assertThat(bobs.run("channels", "join", garden).exitCode()).isZero();
    assertThat(bobs.run("channels", "--mine").out()).contains("2 members", "you are a member");
    assertThat(bobs.run("channels", "members", garden).out()).contains(ada + "  owner", bob);

    Shell.Typed bobsChat = bobs.type("chat", "#" + garden);
    Shell.Typed adasChat = adas.type("chat", "#" + garden);
    adasChat.line("Tulips are out");
    bobsChat.awaitOut(ada + ": Tulips are out");
    bobsChat.line("Roses, too");
    assertThat(adasChat.end().exitCode()).isZero();
    assertThat(bobsChat.end().exitCode()).isEqualTo(1);
    assertThat(bobs.run("search", "tulips", "--in", "#" + garden).out()).contains("Tulips are out");
    assertThat(bobs.run("search", "roses").out()).isEmpty();
    assertThat(adas.run("channels", "remove", garden, bob).exitCode()).isZero();
    assertThat(bobs.run("history", "#" + garden).exitCode()).isEqualTo(1);
  }

  private static List<String> texts(Shell.Result history) {
    assertThat(history.exitCode()).as(history.err()).isZero();
    return history.out().lines().map(line -> line.replaceAll("^.*?\\d\\d \\S+: ", "")).toList();
  }
}

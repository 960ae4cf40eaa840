package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.RelayClient;
import io.peerrelay.protocol.ReceiptStatus;
import io.peerrelay.testing.JavaCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The chat of a person at a terminal, which {@code script} makes, with one at the library. */
class ScreenChatTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path home;
  private ChattingPerson ada;
  private ChattingPerson bob;
  private Process chat;
  private OutputStream keyboard;
  private Path screen;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(Files.isExecutable(SCRIPT));
    ada = new ChattingPerson(RELAY.uri(), "ada");
    bob = new ChattingPerson(RELAY.uri(), "bob");
    bob.say(ada, "Are you there?");
    ada.close();
    screen = home.resolve("screen");
    String command =
        JavaCommand.ofPeerRelay(
                List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"),
                "chat",
                bob.name.value(),
                "--user",
                ada.name.value(),
                "--into",
                home.resolve("in").toString())
            .stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    String sized = "stty rows 24 columns 100 && exec " + command;
    ProcessBuilder builder =
        new ProcessBuilder(
                SCRIPT.toString(), "-q", "-f", "-e", "-c", sized, home.resolve("log").toString())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PEER_RELAY_SERVER", RELAY.uri().toString());
    builder.environment().put("PEER_RELAY_CONFIG_DIR", home.toString());
    builder.environment().put("PEER_RELAY_PASSWORD", "correct horse battery staple");
    chat = builder.start();
    keyboard = chat.getOutputStream();
    awaitShown("/help shows");
  }

  @AfterEach
  void close() {
    if (chat == null) return;
    chat.destroyForcibly();
    bob.close();
  }

  @Test
  void showsWhatWasSaidSaysWhatIsTypedAndTellsThatItWasRead() throws Exception {
    assertThat(shown()).contains(bob.name + ": Are you there?");
    bob.awaitNews(ReceiptStatus.READ + " 1 by " + ada.name);
    type("Yes!\r");
    bob.awaitTexts("Are you there?", "Yes!");
    bob.awaitNews(ada.name + " is typing");
    awaitShown(ada.name + ": Yes!");
    RelayClient.await(bob.client.chat().read(bob.messages.get(1).conversation(), 2));
    awaitShown("✓ read"); // Only what changes is drawn.

    type("/edit Yes.\r");
    bob.awaitNews("edited 2: Yes.");
    type("/react like\r");
    bob.awaitNews("1 has +1 -0");
    type("/nonsense\r");
    awaitShown("There is no /nonsense");
    type("/quit\r");
    assertThat(chat.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(chat.exitValue()).isZero();
  }

  @Test
  void sendsAndTakesFiles() throws Exception {
    byte[] bytes = "from bob".getBytes(StandardCharsets.UTF_8);
    CompletableFuture<OutgoingTransfer> offer =
        bob.client.offer(ada.name, List.of(OfferedFile.of("b", bytes)), null);
    awaitShown("offers b (8 B)");
    type("/accept\r");
    awaitShown("Received " + home.resolve("in/b"));
    assertThat(RelayClient.await(RelayClient.await(offer).completed()).bytes()).isEqualTo(8);
    assertThat(home.resolve("in/b")).hasBinaryContent(bytes);

    type("/send " + home.resolve("nothing") + "\r");
    awaitShown("no such file");
    type("/send " + home.resolve("in") + "\r");
    awaitShown("Offered in/b (8 B)");
    type("\u0004");
    awaitShown("the same again cancels");
    type("\u0004");
    assertThat(chat.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private void awaitShown(String text) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(shown()).contains(text));
  }

  /** All that was written to the terminal, without what steers it. */
  private String shown() throws IOException {
    return Files.readString(screen, StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*\\w", "");
  }
}

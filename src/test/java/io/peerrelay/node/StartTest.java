package io.peerrelay.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't succeed says what is in the way, and what to do. */
class StartTest {
  @TempDir static Path taken;
  @TempDir static Path free;

  private static Node running;

  @BeforeAll
  static void start() {
    running = Node.start(settings(taken, ""));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void saysThatTheJournalBelongsToAnotherRelay() {
    assertThatThrownBy(() -> Node.start(settings(taken, "")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(taken.toString())
        .hasMessageContaining("another process");
  }

  @Test
  void saysThatTheAddressIsTaken() {
    int port = running.addresses().get(0).getPort();
    assertThatThrownBy(
            () -> Node.start(settings(free, "relay.http.listen = \"127.0.0.1:" + port + "\"")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("another process")
        .hasMessageContaining("--port");
  }

  @Test
  void saysThatThePortOfTheManagementIsTaken() {
    int port = running.management().getPort();
    assertThatThrownBy(() -> Node.start(settings(free, "relay.cluster.management-port = " + port)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("another process")
        .hasMessageContaining("--management-port");
  }

  @Test
  void saysThatNobodyLetsItInAndNamesTheOptionToCorrect() {
    String alone = "relay.cluster { join = \"127.0.0.1:1\", join-deadline = 2s }";
    assertThatThrownBy(() -> Node.start(settings(free, alone)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("within 2 s")
        .hasMessageContaining("--join");
  }

  @Test
  void saysThatTooFewContactPointsAnswered() {
    String seeking =
        "relay.cluster { discovery = config, contact-points = \"127.0.0.1:1\", join-deadline = 2s }";
    assertThatThrownBy(() -> Node.start(settings(free, seeking)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("contact-points");
  }

  @Test
  void saysThatTheDatabaseDoesNotAnswerAndKeepsItsPassword() {
    assertThatThrownBy(
            () ->
                Node.start(
                    settings(free, "relay.mongo.uri = \"mongodb://u:geheim@127.0.0.1:1/relay\"")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("geheim");
  }

  private static Settings settings(Path data, String more) {
    String quick =
        """
        relay.http.listen = "127.0.0.1:0"
        relay.mongo.embedded-port = 0
        relay.cluster.port = 0
        relay.cluster.management-port = 0
        relay.data = "%s"
        """
            .formatted(data);
    return Settings.of(
        ConfigFactory.parseString(more)
            .withFallback(ConfigFactory.parseString(quick))
            .withFallback(Settings.defaults()));
  }
}

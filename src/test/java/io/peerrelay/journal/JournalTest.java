package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void startsTheEmbeddedDatabaseWhenNoneIsNamed() {
    try (Journal journal = Journal.open(JournalLocation.of(Optional.empty(), directory, 0))) {
      assertThat(journal)
          .asString()
          .startsWith("embedded database in " + directory.resolve("journal.mv") + " on 127.0.0.1:");
      assertThat(directory.resolve("journal.mv")).isRegularFile();
    }
  }

  @Test
  void findsTheDatabaseThatIsNamedAndLeavesItAloneInTheEnd() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, false)) {
      JournalLocation named = JournalLocation.of(Optional.of(database.uri() + "/n"), directory, 0);
      try (Journal journal = Journal.open(named)) {
        assertThat(journal).hasToString("mongodb://127.0.0.1:" + database.port() + "/n");
      }
      Journal.open(named).close();
    }
  }

  @Test
  void saysSoonThatNobodyListens() throws IOException {
    int port = FreePort.find();
    assertRefused(
        "mongodb://user:secret@127.0.0.1:" + port + "/relay",
        "No MongoDB answered at 127.0.0.1:" + port + " (without TLS)",
        "Connection refused",
        "relay.mongo.uri");
  }

  @Test
  void saysSoonThatTheOneWhoListensDoesNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "mongodb://127.0.0.1:" + silent.getLocalPort() + "/relay?tls=true",
          "No MongoDB answered at 127.0.0.1:" + silent.getLocalPort() + " (with TLS)",
          "relay.mongo.uri");
    }
  }

  @Test
  void saysThatTheUserIsRefused() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, false)) {
      assertRefused(
          "mongodb://user:secret@127.0.0.1:" + database.port() + "/relay",
          "refuses the user or the password",
          "authSource");
    }
  }

  @Test
  void failsWritesSoonWhenTheDatabaseFallsSilent() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0, false);
        TcpProxy proxy = TcpProxy.to("127.0.0.1:" + database.port())) {
      ActorTestKit kit =
          ActorTestKit.create(
              "silent",
              Journal.at(MongoUri.parse("mongodb://" + proxy.address() + "/relay"))
                  .withFallback(ConfigFactory.parseResources("journal.conf"))
                  .withFallback(ConfigFactory.defaultReference())
                  .resolve());
      try {
        TestProbe<String> failures = kit.createTestProbe(String.class);
        TestProbe<Notebook.Written> written = kit.createTestProbe(Notebook.Written.class);
        ActorRef<Notebook.Command> notebook =
            kit.spawn(Notebook.create("Silent|1", 0, failures.ref()));
        notebook.tell(new Notebook.Write(List.of("before"), written.ref()));
        written.receiveMessage(PATIENCE);

        proxy.fallSilent();
        notebook.tell(new Notebook.Write(List.of("lost"), written.ref()));

        failures.expectMessage(Duration.ofSeconds(8), "Silent|1");
        written.expectNoMessage(Duration.ZERO);
      } finally {
        kit.shutdownTestKit();
      }
    }
  }

  private static void assertRefused(String uri, String... words) {
    JournalLocation location = new JournalLocation.Mongo(MongoUri.parse(uri));
    Instant start = Instant.now();
    assertThatThrownBy(() -> Journal.open(location))
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("secret");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }
}

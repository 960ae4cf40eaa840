package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.EmbeddedDatabase;
import io.peerrelay.journal.Journal;
import io.peerrelay.journal.JournalLocation;
import io.peerrelay.journal.MongoUri;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.ConversationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * How long a search among 100,000 messages takes, with an index and without, and how large that is.
 * The database is {@code RELAY_TEST_MONGO_URI}, or else the embedded one taken for a MongoDB.
 */
@Tag("soak")
class SearchTimeTest {
  private static final Logger LOG = LoggerFactory.getLogger(SearchTimeTest.class);
  private static final int MESSAGES = 100_000;
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Search.Bounds AMPLE = new Search.Bounds(Integer.MAX_VALUE, PATIENCE);
  private static final String SETTINGS =
      """
      akka.loglevel = WARNING
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      """;

  @TempDir Path folder;

  private final Username anna = new Username("anna");
  private final Channel channel = new Channel("#search-" + System.nanoTime());
  private final ConversationId id = ConversationId.of(channel);
  private ActorTestKit kit;

  @Test
  void takesLongerTheFirstTimeOnly() throws IOException {
    try (EmbeddedDatabase embedded = EmbeddedDatabase.start(folder, 0, false);
        Journal journal = Journal.open(new JournalLocation.Mongo(uri(embedded)))) {
      start(journal);
      MongoDatabase database = journal.derived().orElseThrow();
      Archive reading = Archive.of(kit.system(), Optional.empty());
      Archive indexed =
          Archive.of(kit.system(), Optional.of(new SearchIndex(kit.system(), database)));
      Conversation.init(
          kit.system(),
          reading,
          new ConversationSettings(20_000, 1_000, 500, 10_000),
          kit.<Fanout.Command>createTestProbe().getRef());
      long characters = fill();
      LOG.info("{} messages of {} characters on average", MESSAGES, characters / MESSAGES);
      measure("read, no index", reading, "porcupine", 1);
      measure("read and indexed", indexed, "porcupine", 1);
      long fast = 0;
      for (String text : List.of("porcupine", "quokka", "lighthouse porcupine", "the", "cupi"))
        fast = Math.max(fast, measure("indexed", indexed, text, ROUNDS));
      logSize(database);
      assertThat(fast).isLessThan(5_000);
    } finally {
      if (kit != null) kit.shutdownTestKit();
    }
  }

  private static MongoUri uri(EmbeddedDatabase embedded) {
    String named = System.getenv("RELAY_TEST_MONGO_URI");
    String server = named == null ? embedded.uri() + "/" : named;
    return MongoUri.parse(server + "relay_test_" + System.nanoTime());
  }

  private void start(Journal journal) {
    kit =
        ActorTestKit.create(
            "peer-relay",
            ConfigFactory.parseString(SETTINGS)
                .withFallback(journal.configuration())
                .withFallback(ConfigFactory.parseResources("journal.conf"))
                .withFallback(ConfigFactory.load()));
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    UserSession.init(kit.system(), 10);
  }

  /** In words of this repository's own pages; how many characters in all. */
  private long fill() throws IOException {
    List<String> words = new ArrayList<>();
    try (var pages = Files.newDirectoryStream(Path.of("docs"), "*.md")) {
      for (Path page : pages) words.addAll(List.of(Files.readString(page).split("[^\\p{L}]+")));
    }
    Random random = new Random(1);
    ask(to -> new ChannelCommand.Create(channel, anna, false, Posting.MEMBERS, to));
    long characters = 0;
    for (int said = 0; said < MESSAGES; said += 200) {
      List<ConversationCommand.Draft> drafts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        StringBuilder text = new StringBuilder(said + i == 100 ? "lighthouse porcupine" : "So");
        for (int word = 0; word < 16; word++)
          text.append(' ').append(words.get(random.nextInt(words.size())));
        characters += text.length();
        drafts.add(new ConversationCommand.Draft(text.toString(), null));
      }
      ask(to -> new ConversationCommand.PostAll(anna, drafts, to));
    }
    return characters;
  }

  private ConversationReply ask(Function<ActorRef<ConversationReply>, ConversationCommand> what) {
    CompletionStage<ConversationReply> reply =
        Conversation.of(kit.system(), id).ask(what::apply, PATIENCE);
    return reply.toCompletableFuture().join();
  }

  /** Milliseconds, in the middle. */
  private long measure(String how, Archive archive, String text, int rounds) {
    List<Long> times = new ArrayList<>();
    ServerMessage.Found found = null;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      found =
          Search.run(kit.system(), archive, anna, List.of(id), text, 500, AMPLE)
              .toCompletableFuture()
              .join();
      times.add((System.nanoTime() - begin) / 1_000_000);
    }
    times.sort(null);
    LOG.info(
        "{} '{}': {} ms ({} to {}), found {}, complete {}",
        how,
        text,
        times.get(rounds / 2),
        times.get(0),
        times.get(rounds - 1),
        found.messages().size(),
        found.complete());
    return times.get(rounds / 2);
  }

  private static void logSize(MongoDatabase database) {
    long bytes =
        Flux.from(database.getCollection("search_index").find(RawBsonDocument.class))
            .map(document -> (long) document.getByteBuffer().remaining())
            .reduce(0L, Long::sum)
            .block(PATIENCE);
    LOG.info("The index has {} bytes a message", bytes / MESSAGES);
  }
}

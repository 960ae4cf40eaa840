package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database can't be reached for a while; who is connected stays so. */
class DatabaseGoneTest extends OwnDatabaseFixture {
  private static final long ENDLESS = 1L << 38;

  @Test
  void keepsRelayingAndComesBackByItself() throws Exception {
    outlive(Duration.ofSeconds(10));
  }

  @Test
  @Tag("soak")
  void outlivesAMinute() throws Exception {
    outlive(Duration.ofSeconds(60));
  }

  private void outlive(Duration outage) throws Exception {
    PacedSink sink = new PacedSink();
    try (Person sender = new Person(relay.uri(), "sender");
        Person receiver = new Person(relay.uri(), "receiver");
        ForeignClient anna = relay.newUser("anna");
        ForeignClient boris = relay.newUser("boris");
        ForeignClient clara = relay.newUser("clara")) {
      assertThat(say(anna, boris, "before").path("type").asText()).isEqualTo("sent");
      OutgoingTransfer transfer = sender.offer(receiver, CheapBytes.file(ENDLESS));
      await(receiver.nextOffer().accept(sink));
      awaitMore(sink);

      way.close();
      Instant end = Instant.now().plus(outage);
      refusesAtOnceWhatIsWrittenToSomebodyNew(anna, clara);
      for (int said = 0; Instant.now().isBefore(end); said++) {
        Instant asked = Instant.now();
        JsonNode refused = say(anna, boris, "during " + said);
        assertThat(refused.path("code").asText()).isEqualTo("unavailable");
        assertThat(refused.path("retryable").asBoolean()).isTrue();
        assertThat(refused.path("hint").asText()).isNotBlank();
        print("refused after %d ms", asked);
        awaitMore(sink);
      }
      assertThat(anna.isClosed() || boris.isClosed()).isFalse();

      way.open();
      Instant back = Instant.now();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> say(anna, boris, "after").path("type").asText().equals("sent"));
      print("stored again %d ms after the database was back", back);
      while (!boris.awaitMessage("message").path("text").asText().equals("after"))
        ; // What had been refused may have been stored in the end.
      try (ForeignClient dora = relay.newUser("dora")) {
        assertThat(dora.isClosed()).isFalse();
      }
      awaitMore(sink);
      assertThat(transfer.completed()).isNotDone();
    }
  }

  /** One after the other they would wait for longer than a request may take. */
  private static void refusesAtOnceWhatIsWrittenToSomebodyNew(
      ForeignClient from, ForeignClient to) {
    for (int i = 1; i <= 10; i++)
      from.send("{'type':'message','id':'new','to':'%s','text':'%d'}", to.username(), i);
    Instant asked = Instant.now();
    for (int i = 1; i <= 10; i++)
      assertThat(from.awaitMessage("error").path("code").asText()).isEqualTo("unavailable");
    assertThat(asked).isAfter(Instant.now().minusSeconds(10));
  }

  private static JsonNode say(ForeignClient from, ForeignClient to, String text) {
    from.send(
        "{'type':'message','id':'%1$s','to':'%2$s','text':'%1$s','clientRef':'%1$s'}",
        text, to.username());
    JsonNode answer = from.next();
    while (!answer.path("re").asText().equals(text)) answer = from.next();
    return answer;
  }

  /** More than may lie in windows and sockets. */
  private static void awaitMore(PacedSink sink) {
    long wanted = sink.taken.get() + (32 << 20);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sink.taken.get() > wanted);
  }

  private static void print(String what, Instant since) {
    System.out.println(what.formatted(Duration.between(since, Instant.now()).toMillis()));
  }

  /** Counts, and leaves the processor to others now and then. */
  private static final class PacedSink implements Sink {
    private static final int PIECE = 1 << 20;

    private final AtomicLong taken = new AtomicLong();

    @Override
    public void begin(FileInfo file) {}

    @Override
    public void write(byte[] bytes, int from, int length) {
      long before = taken.getAndAdd(length);
      if (before / PIECE != (before + length) / PIECE) LockSupport.parkNanos(20_000_000);
    }

    @Override
    public void end() {}

    @Override
    public void commit() {}

    @Override
    public void discard() {}
  }
}

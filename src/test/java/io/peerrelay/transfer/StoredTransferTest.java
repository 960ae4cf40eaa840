package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.GoldenFile;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.Thumbnail;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Transfers that were stored once can be read for ever. */
class StoredTransferTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));
  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
  private static final FileInfo FILE = new FileInfo("ä b.txt", 5L, "text/plain", TIME, DIGEST);
  private static final List<TransferEvent> EVENTS =
      List.of(
          new TransferEvent.Offered(
              new Username("Anna"), new Username("борис"), List.of(FILE), "As promised", TIME),
          new TransferEvent.Accepted(TIME, List.of(0)),
          new TransferEvent.CheckpointsReached(
              TIME, Checkpoints.NONE.with(new Checkpoint(3, "c3RhdGU="))),
          new TransferEvent.Declined("Not now"),
          new TransferEvent.Expired(),
          new TransferEvent.Cancelled(ServerMessage.Cancelled.RELAY, "went offline"),
          new TransferEvent.Failed(ErrorCode.DIGEST_MISMATCH.because("sha256: differs")),
          new TransferEvent.Completed(5, DIGEST, 1.25));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesEachEventAsEver() throws IOException {
    for (TransferEvent event : EVENTS)
      GoldenFile.named("transfer/" + event.getClass().getSimpleName(), KIT.system()).holds(event);
  }

  @Test
  void storesAnOfferWithAPictureAsEver() throws IOException {
    FileInfo pictured =
        new FileInfo(
            "a.png",
            5L,
            null,
            null,
            null,
            null,
            null,
            new Thumbnail("data:image/png;base64,iVBORw0KGgo="));
    GoldenFile.named("transfer/OfferedWithThumbnail", KIT.system())
        .holds(
            new TransferEvent.Offered(
                new Username("Anna"), new Username("борис"), List.of(pictured), null, TIME));
  }

  @Test
  void storesTheSnapshotsAsEver() throws IOException {
    TransferState.Open open =
        TransferState.Open.of((TransferEvent.Offered) EVENTS.get(0))
            .accepted((TransferEvent.Accepted) EVENTS.get(1))
            .reached((TransferEvent.CheckpointsReached) EVENTS.get(2));
    GoldenFile.named("transfer/Open", KIT.system()).holds(open);
    GoldenFile.named("transfer/Ended", KIT.system())
        .holds(
            new TransferState.Ended(
                open.from(),
                open.to(),
                new ServerMessage.Completed(
                    new TransferId("Hq3nTzv0S5yGq1WcXo7aZw"), 5, DIGEST, 1.25)));
  }

  @Test
  void forgetsNoEvent() {
    Set<Class<?>> held = new HashSet<>();
    EVENTS.forEach(event -> held.add(event.getClass()));
    assertThat(held).isEqualTo(records(TransferEvent.class));
  }

  private static Set<Class<?>> records(Class<?> sealed) {
    Set<Class<?>> records = new HashSet<>();
    for (Class<?> type : sealed.getPermittedSubclasses())
      if (type.isRecord()) records.add(type);
      else records.addAll(records(type));
    return records;
  }
}

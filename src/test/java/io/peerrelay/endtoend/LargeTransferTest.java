package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a transfer costs the relay's process does not depend on its size, nor on how slow the
 * receiver is.
 */
class LargeTransferTest {
  private static final long MEBI = 1024 * 1024;
  private static final long MOST_GROWTH = 64 * MEBI;

  @TempDir Path data;

  @Test
  void holdsTheSenderBackWhileTheReceiverPauses() throws Exception {
    transfer(96 * MEBI, Duration.ofSeconds(2));
  }

  @Test
  @Tag("soak")
  void keepsItsMemoryDuringAGibibyte() throws Exception {
    transfer(1024 * MEBI, Duration.ZERO, "@conf/jvm.options");
  }

  @Test
  @Tag("soak")
  void relaysAGibibyteInASmallHeap() throws Exception {
    transfer(1024 * MEBI, Duration.ZERO, "@conf/jvm.options", "-Xmx256m");
  }

  @Test
  @Tag("soak")
  void keepsItsMemoryWhileTheReceiverPausesForAMinute() throws Exception {
    transfer(1024 * MEBI, Duration.ofSeconds(60), "@conf/jvm.options");
  }

  private void transfer(long size, Duration pause, String... javaOptions) throws Exception {
    RelayProcess.assumeMemoryIsKnown();
    try (RelayProcess relay = RelayProcess.start(data, javaOptions)) {
      URI uri = URI.create("ws://127.0.0.1:" + relay.address().getPort());
      try (Person anna = new Person(uri, "anna");
          Person boris = new Person(uri, "boris")) {
        long before = relay.residentBytes();
        OutgoingTransfer sent = anna.offer(boris, CheapBytes.file(size));
        PausingSink sink = new PausingSink(size / 2, pause);
        await(boris.nextOffer().accept(sink));
        assertThat(sent.completed().get(10, TimeUnit.MINUTES).bytes()).isEqualTo(size);
        assertThat(sink.taken).hasValue(size);
        if (javaOptions.length > 0)
          assertThat(relay.residentBytes() - before).isLessThan(MOST_GROWTH);
      }
    }
  }

  /** Takes nothing for a while in the middle. */
  private static final class PausingSink implements Sink {
    private final long pauseAt;
    private final Duration pause;
    private boolean paused;
    private final AtomicLong taken = new AtomicLong();

    PausingSink(long pauseAt, Duration pause) {
      this.pauseAt = pauseAt;
      this.pause = pause;
    }

    @Override
    public void begin(FileInfo file) {}

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (taken.addAndGet(length) < pauseAt || paused) return;
      paused = true;
      long until = System.nanoTime() + pause.toNanos();
      while (until - System.nanoTime() > 0) LockSupport.parkNanos(until - System.nanoTime());
    }

    @Override
    public void end() {}

    @Override
    public void commit() {}

    @Override
    public void discard() {}
  }
}

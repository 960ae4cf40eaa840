package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
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
  private static final Path STATUS = Path.of("/proc", "self", "status");

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
    assumeThat(STATUS).as("the kernel's report of a process's memory").exists();
    try (RelayProcess relay = RelayProcess.start(data, javaOptions)) {
      URI uri = URI.create("ws://127.0.0.1:" + relay.address().getPort());
      try (Person anna = new Person(uri, "anna");
          Person boris = new Person(uri, "boris")) {
        long before = residentBytes(relay);
        OutgoingTransfer sent =
            anna.offer(boris, new OfferedFile(FileInfo.of("large", size), () -> new Bytes(size)));
        PausingSink sink = new PausingSink(size / 2, pause);
        await(boris.nextOffer().accept(sink));
        assertThat(sent.completed().get(10, TimeUnit.MINUTES).bytes()).isEqualTo(size);
        assertThat(sink.taken).hasValue(size);
        if (javaOptions.length > 0)
          assertThat(residentBytes(relay) - before).isLessThan(MOST_GROWTH);
      }
    }
  }

  private static long residentBytes(RelayProcess relay) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(relay.pid()), "status")).stream()
            .filter(entry -> entry.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** As many bytes as wanted, hard to guess and cheap to make. */
  private static final class Bytes extends InputStream {
    private final byte[] block = new byte[(int) MEBI - 1];
    private final long size;
    private long given;

    Bytes(long size) {
      this.size = size;
      new Random(size).nextBytes(block);
    }

    @Override
    public int read() {
      return given == size ? -1 : block[(int) (given++ % block.length)] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (given == size) return -1;
      int at = (int) (given % block.length);
      int count = (int) Math.min(Math.min(length, block.length - at), size - given);
      System.arraycopy(block, at, bytes, from, count);
      given += count;
      return count;
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

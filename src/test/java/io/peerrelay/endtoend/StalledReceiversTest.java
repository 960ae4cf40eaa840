package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerrelay.protocol.Username;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receivers that stop reading in the middle, one after the other, each with a window that had grown
 * as large as it may: what they cost the relay, and that others don't notice.
 */
class StalledReceiversTest {
  private static final long MEBI = 1 << 20;
  private static final int RECEIVE_BUFFER = 64 * 1024;

  @RegisterExtension static final RunningRelay RELAY = new RunningRelay("");

  @TempDir Path data;

  @Test
  void leavesOthersUnharmed() throws Exception {
    stall(RELAY.address(), () -> 0L, 10, 64 * MEBI, 4 * MEBI, 16 * MEBI, true);
  }

  @Test
  @Tag("soak")
  void costsLittleMemoryAndLeavesOthersUnharmed() throws Exception {
    RelayProcess.assumeMemoryIsKnown();
    try (RelayProcess relay = RelayProcess.start(data, "@conf/jvm.options")) {
      Callable<Long> memory = relay::residentBytes;
      Figures figures =
          stall(relay.address(), memory, 100, 1024 * MEBI, 512 * MEBI, 256 * MEBI, false);
      System.out.println(figures);
      assertThat(figures.after() - figures.before()).isLessThan(150 * MEBI);
      assertThat(figures.later()).isLessThan(2 * figures.usual());
    }
  }

  /**
   * @param before the relay's memory before receivers stopped, in bytes
   * @param after the same when they all had
   * @param usual time of a transfer when nothing else happened, in nanoseconds
   * @param later the same when they all had stopped
   */
  private record Figures(long before, long after, long usual, long later) {
    @Override
    public String toString() {
      return "memory: %d MiB, then %d MiB; a transfer: %.2f s, then %.2f s"
          .formatted(before / MEBI, after / MEBI, usual / 1e9, later / 1e9);
    }
  }

  /**
   * @param memory that the relay occupies, in bytes
   * @param size of each transfer whose receiver stops after {@code read} bytes
   * @param other size of one before and one after
   * @param readOn whether the first one reads to the end then
   */
  private static Figures stall(
      InetSocketAddress relay,
      Callable<Long> memory,
      int receivers,
      long size,
      long read,
      long other,
      boolean readOn)
      throws Exception {
    List<RawClient> all = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    URI uri = URI.create("ws://127.0.0.1:" + relay.getPort());
    try (Person anna = new Person(uri, "anna");
        Person boris = new Person(uri, "boris");
        Person sender = new Person(uri, "sender")) {
      transfer(anna, boris, other); // Until all is compiled and every buffer was used once.
      long usual = transfer(anna, boris, other);
      long before = memory.call();
      AtomicLong sent = new AtomicLong();
      for (int i = 0; i < receivers; i++) {
        String name = "receiver" + i;
        RawClient receiver = RawClient.loggedIn(relay, name, RECEIVE_BUFFER);
        all.add(receiver);
        receive(sender, receiver, name, size, sent);
        left.add(size - readBytes(receiver, read));
      }
      awaitRest(sent);
      long after = memory.call();
      long later = transfer(anna, boris, other);
      assertThat(sent.get()).isLessThan(receivers * size);
      if (readOn) readBytes(all.get(0), left.get(0));
      return new Figures(before, after, usual, later);
    } finally {
      all.forEach(RawClient::close);
    }
  }

  private static long transfer(Person from, Person to, long size) throws Exception {
    long start = System.nanoTime();
    var sending = from.offer(to, CheapBytes.file(size));
    await(to.nextOffer().accept(new CountingSink()));
    assertThat(sending.completed().get(5, TimeUnit.MINUTES).bytes()).isEqualTo(size);
    return System.nanoTime() - start;
  }

  private static void receive(
      Person sender, RawClient receiver, String name, long size, AtomicLong sent) throws Exception {
    var offer = sender.client.offer(new Username(name), List.of(CheapBytes.file(size)), null);
    AtomicLong before = new AtomicLong();
    String transfer = new ObjectMapper().readTree(receiver.readText()).path("transfer").asText();
    await(offer).onProgress(bytes -> sent.addAndGet(bytes - before.getAndSet(bytes)));
    receiver.send("{'type':'accept','transfer':'%s'}", transfer);
    assertThat(receiver.readText()).contains("accepted");
  }

  /** Reads until so many bytes have come, and says how many did, to the end of a frame. */
  private static long readBytes(RawClient receiver, long bytes) {
    long read = 0;
    while (read < bytes) {
      RawClient.Frame frame = receiver.read();
      if (frame.opcode() == RawClient.BINARY) read += frame.payload().length - Integer.BYTES;
    }
    return read;
  }

  /** Nobody gets credit any more. */
  private static void awaitRest(AtomicLong sent) {
    long[] last = {-1};
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long before = last[0];
              last[0] = sent.get();
              return before == last[0];
            });
  }
}

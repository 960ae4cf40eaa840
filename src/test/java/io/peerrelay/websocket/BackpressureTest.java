package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the kernel buffers on loopback is some MiB a direction; what must not happen is no end. */
class BackpressureTest {
  private static final ActorTestKit kit = TestServer.testKit();
  private static final int FRAME = 64 * 1024;
  private static final long BOUND = 64L * 1024 * 1024;

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void aPausedReaderHoldsTheHandlersSourceBack() throws Exception {
    AtomicLong made = new AtomicLong();
    Source<Message, NotUsed> endless =
        Source.repeat(ByteString.fromArray(new byte[FRAME]))
            .map(
                bytes -> {
                  made.addAndGet(FRAME);
                  return Message.Binary.whole(bytes);
                });
    Flow<Message, Message, NotUsed> handler = Flow.fromSinkAndSource(Sink.ignore(), endless);
    try (TestServer server =
            TestServer.start(kit, TestServer.LIMITS, TestServer.calm(kit), handler);
        RawClient client = RawClient.open(server.port())) {
      long heldAt = settled(made);
      assertThat(heldAt).isLessThan(BOUND);
      for (long read = 0; read <= heldAt; read += FRAME) {
        assertThat(client.read().payload()).hasSize(FRAME);
      }
      await().untilAsserted(() -> assertThat(made.get()).isGreaterThan(heldAt));
    }
  }

  @Test
  void aPausedHandlerHoldsTheSenderBack() throws Exception {
    TestServer.Puppet puppet = new TestServer.Puppet(kit);
    AtomicLong sent = new AtomicLong();
    byte[] frame = RawClient.masked(true, Opcode.BINARY, new byte[FRAME]);
    try (TestServer server =
            TestServer.start(kit, TestServer.LIMITS, TestServer.calm(kit), puppet.flow());
        RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings strings = puppet.take();
      strings.in().ensureSubscription();
      Thread sender = new Thread(() -> sendUntilClosed(client, frame, sent));
      sender.start();
      long heldAt = settled(sent);
      assertThat(heldAt).isLessThan(BOUND);
      await()
          .untilAsserted(
              () -> {
                strings.in().request(100);
                assertThat(sent.get()).isGreaterThan(heldAt);
              });
      client.close();
      sender.join();
    }
  }

  private static void sendUntilClosed(RawClient client, byte[] frame, AtomicLong sent) {
    try {
      while (true) {
        client.raw(frame);
        sent.addAndGet(FRAME);
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** The count once it has moved and then stood still for a while. */
  private static long settled(AtomicLong count) {
    await().until(() -> count.get() > 0);
    AtomicLong last = new AtomicLong(-1);
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(20))
        .until(() -> last.getAndSet(count.get()) == count.get());
    return count.get();
  }
}

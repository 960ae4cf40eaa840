package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that don't read what they are sent. */
class SlowClientsTest {
  private static final int PIECE = 64 * 1024;

  /** What the operating system may hold for a socket whose client reads nothing, generously. */
  private static final int NETWORK = 12 * 1024 * 1024;

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.socket { message-rate = 1000000, outbox = 64 KiB }");

  @Test
  void holdsTheSenderBackWhileItsReceiverReadsNothingAndServesOthersAsEver() {
    TestFile file = TestFile.of(24 * 1024 * 1024, 1);
    try (ForeignClient sender = relay.newUser("sender");
        RawClient receiver = RawClient.loggedIn(relay.address(), "reluctant", 16 * 1024)) {
      sender.send(
          "{'type':'offer','to':'reluctant','files':[{'name':'a','size':%d}]}", file.size());
      String transfer = sender.expect("offered").path("transfer").asText();
      assertThat(receiver.readText()).contains("offer");
      receiver.send("{'type':'accept','transfer':'%s'}", transfer);
      long stream = sender.expect("accepted").path("stream").asLong();

      AtomicInteger sent = new AtomicInteger();
      CompletableFuture<Void> sending = sendAsCreditComes(sender, stream, file, sent);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(30))
          .until(() -> sent.get() > 0 && sender.credit(stream) < PIECE);
      assertThat(sent.get()).isLessThan(NETWORK);
      assertThat(sending).isNotDone();
      sender.expectNothing();
      transfersQuickly();

      assertThat(readBytes(receiver, file.size())).isEqualTo(file.bytes());
      sending.join();
      sender.send("{'type':'finish','transfer':'%s','sha256':'%s'}", transfer, file.digest());
      receiver.send("{'type':'received','transfer':'%s','sha256':'%s'}", transfer, file.digest());
      assertThat(sender.expect("completed").path("bytes").asInt()).isEqualTo(file.size());
    }
  }

  private static CompletableFuture<Void> sendAsCreditComes(
      ForeignClient sender, long stream, TestFile file, AtomicInteger sent) {
    return CompletableFuture.runAsync(
        () -> {
          for (int from = 0; from < file.size(); from += PIECE) {
            int to = Math.min(from + PIECE, file.size());
            sender.awaitCredit(stream, to - from, Duration.ofMinutes(1));
            sender.sendBytes(stream, Arrays.copyOfRange(file.bytes(), from, to));
            sent.set(to);
          }
        });
  }

  private static void transfersQuickly() {
    try (ForeignClient anna = relay.newUser("anna");
        ForeignClient boris = relay.newUser("boris")) {
      long start = System.nanoTime();
      TestFile file = TestFile.of(500_000, 2);
      Exchange exchange = Exchange.accepted(anna, boris, file.size());
      exchange.send(file.bytes());
      exchange.complete(file);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static byte[] readBytes(RawClient receiver, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < count) {
      RawClient.Frame frame = receiver.read();
      if (frame.opcode() == RawClient.BINARY)
        bytes.write(frame.payload(), Integer.BYTES, frame.payload().length - Integer.BYTES);
    }
    return bytes.toByteArray();
  }

  @Test
  void cutsOffAClientThatReadsNothingOfManyAnswers() {
    try (RawClient client = RawClient.loggedIn(relay.address(), "deaf", 16 * 1024);
        ForeignClient other = relay.newUser("other")) {
      String id = "x".repeat(60);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                try {
                  for (int i = 0; i < 500; i++) client.send("{'type':'ping','id':'%s'}", id);
                  return false;
                } catch (UncheckedIOException reset) {
                  return true;
                }
              });
      await()
          .atMost(Duration.ofSeconds(15))
          .until(
              () -> {
                other.send("{'type':'offer','to':'deaf','files':[{'name':'a','size':1}]}");
                return other.next().path("code").asText().equals("userOffline");
              });
    }
  }
}

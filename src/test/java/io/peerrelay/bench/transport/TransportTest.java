package io.peerrelay.bench.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on loopback, on the other end the streams of a transport of our own. */
@Timeout(60)
class TransportTest {
  private static final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local, akka.loglevel = WARNING")
              .withFallback(ConfigFactory.load()));
  private static final Flow<ByteString, ByteString, ?> ECHO = Flow.create();

  /**
   * What the kernel buffers on loopback is some MiB a direction; what must not happen is no end.
   */
  private static final long BOUND = 64L * 1024 * 1024;

  private static final int CHUNK = 64 * 1024;

  private static final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bytesOfAnySizesComeBackAsTheyWere(long seed) throws Exception {
    Random random = new Random(seed);
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(kit, Transport.Closing.HALVES, resliced(random.nextLong()));
        Socket socket = loopback.connect()) {
      byte[] all = new byte[random.nextInt(4 << 20)];
      random.nextBytes(all);
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> sendInPieces(socket, all, random), threads);
      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(all);
      sent.join();
    }
  }

  @Test
  void aReaderThatStopsStopsTheSource() throws Exception {
    AtomicLong made = new AtomicLong();
    Source<ByteString, ?> endless =
        Source.repeat(ByteString.fromArray(new byte[CHUNK]))
            .map(
                bytes -> {
                  made.addAndGet(bytes.size());
                  return bytes;
                });
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(
                kit,
                Transport.Closing.COUPLED,
                Flow.fromSinkAndSourceCoupled(Sink.ignore(), endless));
        Socket socket = loopback.connect()) {
      long heldAt = settled(made);
      assertThat(heldAt).isLessThan(BOUND);
      socket.getInputStream().skipNBytes(heldAt);
      await().untilAsserted(() -> assertThat(made.get()).isGreaterThan(heldAt));
    }
  }

  @Test
  void aStreamThatDoesNotPullStopsTheWriter() throws Exception {
    AtomicLong sent = new AtomicLong();
    Flow<ByteString, ByteString, ?> deaf =
        Flow.<ByteString>create().mapAsync(1, bytes -> new CompletableFuture<>());
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(kit, Transport.Closing.COUPLED, deaf);
        Socket socket = loopback.connect()) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> sendOn(socket, sent), threads);
      assertThat(settled(sent)).isLessThan(BOUND);
      socket.close();
      writer.join();
    }
  }

  @Test
  void whenCoupledTheStreamsEndWritesWhatIsLeftAndCloses() throws Exception {
    byte[] much = new byte[3 << 20];
    Flow<ByteString, ByteString, ?> farewell =
        Flow.fromSinkAndSource(Sink.ignore(), Source.single(ByteString.fromArray(much)));
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(kit, Transport.Closing.COUPLED, farewell);
        Socket socket = loopback.connect()) {
      assertThat(socket.getInputStream().readAllBytes()).hasSize(much.length);
    }
  }

  @Test
  void whenCoupledTheOtherEndsCloseEndsBothDirections() throws Exception {
    CompletableFuture<Object> ended = new CompletableFuture<>();
    Source<ByteString, ?> silent =
        Source.<ByteString>maybe()
            .watchTermination(
                (value, done) -> {
                  done.thenAccept(ended::complete);
                  return value;
                });
    try (LoopbackTransport loopback =
        LoopbackTransport.serve(
            kit, Transport.Closing.COUPLED, Flow.fromSinkAndSource(Sink.ignore(), silent))) {
      loopback.connect().close();
      assertThat(ended.get()).isNotNull();
    }
  }

  @Test
  void inHalvesTheAnswerComesAfterTheOtherEndHasSaidAll() throws Exception {
    Flow<ByteString, ByteString, ?> count =
        Flow.of(ByteString.class)
            .fold(0L, (total, bytes) -> total + bytes.size())
            .map(total -> ByteString.fromString(total.toString()));
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(kit, Transport.Closing.HALVES, count);
        Socket socket = loopback.connect()) {
      socket.getOutputStream().write(new byte[1_234_567]);
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("1234567");
    }
  }

  @Test
  void aFailedStreamResetsTheConnection() throws Exception {
    Flow<ByteString, ByteString, ?> failing =
        Flow.fromSinkAndSource(Sink.ignore(), Source.failed(new IOException("as it should")));
    try (LoopbackTransport loopback =
            LoopbackTransport.serve(kit, Transport.Closing.COUPLED, failing);
        Socket socket = loopback.connect()) {
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aResetFailsTheStream() throws Exception {
    CompletableFuture<?> end = new CompletableFuture<>();
    try (LoopbackTransport loopback =
        LoopbackTransport.start(
            Transport.Closing.COUPLED,
            connection ->
                Source.<ByteString>maybe()
                    .via(connection)
                    .toMat(Sink.ignore(), Keep.right())
                    .run(kit.system())
                    .whenComplete((done, failure) -> end.completeExceptionally(failure)))) {
      Socket socket = loopback.connect();
      socket.setSoLinger(true, 0);
      socket.close();
      assertThatThrownBy(end::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("The connection broke");
    }
  }

  @Test
  void twoHundredConnectionsAreServedAtOnce() throws Exception {
    try (LoopbackTransport loopback =
        LoopbackTransport.serve(kit, Transport.Closing.COUPLED, ECHO)) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 200; i++) sockets.add(loopback.connect());
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 200; i++) sockets.get(i).getOutputStream().write(block(i, round));
        for (int i = 0; i < 200; i++)
          assertThat(sockets.get(i).getInputStream().readNBytes(CHUNK)).isEqualTo(block(i, round));
      }
      for (Socket socket : sockets) socket.close();
    }
  }

  @Test
  void aFastConnectionLeavesOthersTheirTurn() throws Exception {
    Flow<ByteString, ByteString, ?> flood =
        Flow.fromSinkAndSourceCoupled(
            Sink.ignore(), Source.repeat(ByteString.fromArray(new byte[CHUNK])));
    try (LoopbackTransport floods = LoopbackTransport.serve(kit, Transport.Closing.COUPLED, flood);
        LoopbackTransport echoes = LoopbackTransport.serve(kit, Transport.Closing.COUPLED, ECHO);
        Socket quiet = echoes.connect()) {
      List<Socket> busy = new ArrayList<>();
      List<CompletableFuture<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        Socket socket = floods.connect();
        busy.add(socket);
        readers.add(CompletableFuture.runAsync(() -> readOn(socket), threads));
      }
      for (int i = 0; i < 100; i++) {
        quiet.getOutputStream().write(i);
        assertThat(quiet.getInputStream().read()).isEqualTo(i);
      }
      for (Socket socket : busy) socket.close();
      for (CompletableFuture<Void> reader : readers) reader.join();
    }
  }

  private static byte[] block(int connection, int round) {
    byte[] block = new byte[CHUNK];
    new Random(connection * 31L + round).nextBytes(block);
    return block;
  }

  /** An echo that joins and cuts what it hands on as it likes. */
  private static Flow<ByteString, ByteString, ?> resliced(long seed) {
    Random random = new Random(seed);
    return Flow.of(ByteString.class)
        .mapConcat(
            bytes -> {
              int cut = random.nextInt(bytes.size() + 1);
              return List.of(
                  bytes.take(cut / 2).concat(bytes.slice(cut / 2, cut)), bytes.drop(cut));
            });
  }

  private static void sendInPieces(Socket socket, byte[] all, Random random) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int at = 0, count; at < all.length; at += count) {
        count = Math.min(all.length - at, 1 + random.nextInt(1 << random.nextInt(20)));
        out.write(all, at, count);
      }
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sendOn(Socket socket, AtomicLong sent) {
    try {
      while (true) {
        socket.getOutputStream().write(new byte[CHUNK]);
        sent.addAndGet(CHUNK);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void readOn(Socket socket) {
    try {
      byte[] into = new byte[CHUNK];
      while (socket.getInputStream().read(into) >= 0) {}
    } catch (IOException closed) {
      // The test is over.
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

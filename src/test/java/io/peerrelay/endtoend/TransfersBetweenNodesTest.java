package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers whose two sides are on two nodes go as on one. */
class TransfersBetweenNodesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final RunningCluster CLUSTER =
      new RunningCluster(
          2, "relay.transfer.window { first = 64 KiB, largest = 256 KiB, memory = 8 MiB }");

  @TempDir Path folder;
  private ForeignClient sender;
  private ForeignClient receiver;

  @BeforeEach
  void logIn() {
    sender = CLUSTER.newUser(0, "sender");
    receiver = CLUSTER.newUser(1, "receiver");
  }

  @AfterEach
  void leaveNothingOpen() {
    sender.close();
    receiver.close();
    for (int node = 0; node < 2; node++) {
      var relay = CLUSTER.node(node);
      await().atMost(PATIENCE).until(() -> relay.runningTransfers() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,false", "50000,true", "3000000,false", "3000000,true"})
  void deliversFromSocketToSocketInBothDirections(int size, boolean back) {
    TestFile file = TestFile.of(size, size);
    Exchange exchange =
        back
            ? Exchange.accepted(receiver, sender, size)
            : Exchange.accepted(sender, receiver, size);
    exchange.send(file.bytes());
    exchange.complete(file);
    assertThat(exchange.sender().progress()).extracting(ForeignClient.Progress::bytes).isSorted();
  }

  private String url(int node, String transfer) {
    return "http://127.0.0.1:" + CLUSTER.address(node).getPort() + "/transfers/" + transfer;
  }

  private Curl.Running put(String transfer, TestFile file) throws IOException {
    Files.write(folder.resolve("source"), file.bytes());
    return new Curl(folder)
        .start("-H", HttpExchange.bearer(sender), "-T", "source", url(0, transfer));
  }

  private Curl.Running get(String transfer) throws IOException {
    return new Curl(Files.createDirectory(folder.resolve("into")))
        .start("-H", HttpExchange.bearer(receiver), "-o", "copy", url(1, transfer));
  }

  private String acceptedByHttp(int size) {
    String transfer = Exchange.offer(sender, receiver, size);
    receiver.send("{'type':'accept','transfer':'%s','via':'http'}", transfer);
    receiver.expect("accepted");
    return transfer;
  }

  @Test
  void deliversFromPutToGet() throws Exception {
    TestFile file = TestFile.of(3_000_000, 2);
    String transfer = acceptedByHttp(file.size());
    Curl.Running get = get(transfer);
    assertThat(put(transfer, file).end().expect(200).json().path("sha256").asText())
        .isEqualTo(file.digest());
    get.end().expect(200);
    assertThat(folder.resolve("into/copy")).hasBinaryContent(file.bytes());
    sender.awaitMessage("completed");
  }

  @Test
  void deliversFromSocketToGet() throws Exception {
    TestFile file = TestFile.of(3_000_000, 3);
    String transfer = acceptedByHttp(file.size());
    Curl.Running get = get(transfer);
    long stream = sender.awaitMessage("accepted").path("stream").asLong();
    sender.sendWithinCredit(stream, file.bytes(), 32 * 1024);
    sender.send("{'type':'finish','transfer':'%s','sha256':'%s'}", transfer, file.digest());
    get.end().expect(200);
    assertThat(folder.resolve("into/copy")).hasBinaryContent(file.bytes());
    sender.awaitMessage("completed");
  }

  @Test
  void deliversFromPutToSocket() throws Exception {
    TestFile file = TestFile.of(3_000_000, 4);
    String transfer = Exchange.offer(sender, receiver, file.size());
    receiver.send("{'type':'accept','transfer':'%s'}", transfer);
    receiver.expect("accepted");
    Curl.Running put = put(transfer, file);
    receiver.awaitMessage("paused");
    long stream = receiver.awaitMessage("accepted").path("stream").asLong();
    await().atMost(PATIENCE).until(() -> receiver.received(stream).length == file.size());
    assertThat(receiver.received(stream)).isEqualTo(file.bytes());
    receiver.send("{'type':'received','transfer':'%s','sha256':'%s'}", transfer, file.digest());
    put.end().expect(200);
    receiver.awaitMessage("completed");
  }

  @Test
  void answersAPartThatIsPutOnceTheReceiverHasTakenIt() throws Exception {
    TestFile file = TestFile.of(300_000, 5);
    String transfer = acceptedByHttp(file.size());
    Curl.Running get = get(transfer);
    Files.write(folder.resolve("part"), Arrays.copyOf(file.bytes(), 200_000));
    Curl curl = new Curl(folder);
    curl.run(
            "-H",
            HttpExchange.bearer(sender),
            "-H",
            "Content-Range: bytes 0-199999/300000",
            "-T",
            "part",
            url(0, transfer))
        .expect(202);
    Files.write(folder.resolve("source"), file.bytes());
    curl.run("-H", HttpExchange.bearer(sender), "-C", "200000", "-T", "source", url(0, transfer))
        .expect(200);
    get.end().expect(200);
    assertThat(folder.resolve("into/copy")).hasBinaryContent(file.bytes());
  }

  @Test
  void holdsTheSenderBackWhileTheReceiverTakesNothing() {
    TestFile file = TestFile.of(24 << 20, 6);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.grant(1000);
    int piece = 32 * 1024;
    int[] sent = {0};
    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              boolean held = sender.credit(exchange.outgoing()) < piece;
              if (held) return true;
              exchange.send(Arrays.copyOfRange(file.bytes(), sent[0], sent[0] += piece));
              return false;
            });
    assertThat(sent[0]).isLessThan(12 << 20);
    assertThat(exchange.awaitBytes(1000)).hasSize(1000);
    exchange.grant(file.size());
    exchange.send(file.part(sent[0], file.size()).bytes());
    exchange.complete(file);
  }

  @Test
  void goesOnWhereASenderComesBackOnAnotherNode() {
    TestFile file = TestFile.of(500_000, 7);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.part(0, 120_000).bytes());
    sender.abort();
    assertThat(receiver.expect("paused").path("by").asText()).isEqualTo(sender.username());
    assertThat(exchange.awaitBytes(120_000)).isEqualTo(file.part(0, 120_000).bytes());
    sender = CLUSTER.anotherDevice(1, sender);
    sender.send("{'type':'resume','transfer':'%s'}", exchange.transfer());
    finish(file, sender.awaitMessage("accepted"), receiver.awaitMessage("accepted"), 120_000);
  }

  @Test
  void goesOnWhereAReceiverComesBackOnAnotherNodeAndThenBack() {
    TestFile file = TestFile.of(500_000, 8);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.part(0, 120_000).bytes());
    exchange.awaitBytes(120_000);
    for (int node = 0; node < 2; node++) {
      receiver.abort();
      sender.awaitMessage("paused");
      receiver = CLUSTER.anotherDevice(node, receiver);
      receiver.send(
          "{'type':'resume','transfer':'%s','offset':70000}".replace("70000", "" + (70_000 + node)),
          exchange.transfer());
      JsonNode incoming = receiver.awaitMessage("accepted");
      JsonNode outgoing = sender.awaitMessage("accepted");
      if (node == 1) finish(file, outgoing, incoming, 70_001);
    }
  }

  /** Sends from where the sender is told to; the receiver gets what it lacks. */
  private void finish(TestFile file, JsonNode outgoing, JsonNode incoming, int lacking) {
    assertThat(incoming.path("offset").asInt()).isEqualTo(lacking);
    int from = outgoing.path("offset").asInt();
    assertThat(from).isLessThanOrEqualTo(lacking);
    Exchange resumed = Exchange.resumed(sender, outgoing, receiver, incoming);
    resumed.send(file.part(from, file.size()).bytes());
    assertThat(resumed.awaitBytes(file.size() - lacking))
        .isEqualTo(file.part(lacking, file.size()).bytes());
    resumed.finish(file.digest());
    resumed.confirm(file.digest());
    assertThat(sender.awaitMessage("completed").path("sha256").asText()).isEqualTo(file.digest());
    receiver.awaitMessage("completed");
  }

  @Test
  void refusesAReceiptBeforeTheLastByteAndGoesOn() {
    TestFile file = TestFile.of(100_000, 9);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.part(0, 60_000).bytes());
    exchange.awaitBytes(60_000);
    exchange.confirm(file.digest());
    receiver.expectError("incomplete");
    exchange.finish(file.digest());
    sender.expectError("incomplete");
    exchange.send(file.part(60_000, file.size()).bytes());
    exchange.complete(file);
  }

  @Test
  void endsOnBothNodesWhenEitherSideCancels() {
    for (ForeignClient by : new ForeignClient[] {sender, receiver}) {
      Exchange exchange = Exchange.accepted(sender, receiver, 1_000_000);
      exchange.send(TestFile.of(200_000, 10).bytes());
      by.send("{'type':'cancel','transfer':'%s','reason':'enough'}", exchange.transfer());
      exchange.expectCancelled(by.username(), "enough");
      await()
          .atMost(PATIENCE)
          .until(
              () -> CLUSTER.node(0).runningTransfers() + CLUSTER.node(1).runningTransfers() == 0);
    }
  }

  @Test
  void isNotHarmedByWhateverStrangersSendToTheBytesPort() throws Exception {
    InetSocketAddress port = CLUSTER.node(1).bytesAddress();
    TestFile file = TestFile.of(500_000, 11);
    Exchange exchange = Exchange.accepted(sender, receiver, file.size());
    exchange.send(file.part(0, 100_000).bytes());
    Random random = new Random(11);
    try (Socket silent = new Socket(port.getAddress(), port.getPort())) {
      for (int i = 0; i < 50; i++) {
        byte[] garbage = new byte[1 + random.nextInt(1_000)];
        random.nextBytes(garbage);
        try (Socket stranger = new Socket(port.getAddress(), port.getPort())) {
          stranger.getOutputStream().write(garbage);
          if (garbage.length >= 68) assertThat(isCutOff(stranger)).isTrue();
        }
      }
      assertThat(isCutOff(silent)).isTrue();
    }
    exchange.send(file.part(100_000, file.size()).bytes());
    exchange.complete(file);
  }

  /** Without having been told anything. */
  private static boolean isCutOff(Socket stranger) throws IOException {
    stranger.setSoTimeout((int) PATIENCE.toMillis());
    try {
      return stranger.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}

package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * One transfer between two clients, each step of it as both must see it.
 *
 * @param outgoing the sender's stream
 * @param incoming the receiver's stream
 */
record Exchange(
    ForeignClient sender, ForeignClient receiver, String transfer, long outgoing, long incoming) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Bytes of one frame; smaller than the smallest window of a test. */
  private static final int PIECE = 4 * 1024;

  /** An offer of one file, which waits for its answer. */
  static String offer(ForeignClient sender, ForeignClient receiver, long size) {
    sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a.bin','size':%d}]}",
        receiver.username(), size);
    String transfer = sender.expect("offered").path("transfer").asText();
    assertThat(receiver.expect("offer").path("transfer").asText()).isEqualTo(transfer);
    return transfer;
  }

  static Exchange accepted(ForeignClient sender, ForeignClient receiver, long size) {
    return accept(sender, receiver, offer(sender, receiver, size));
  }

  static Exchange accept(ForeignClient sender, ForeignClient receiver, String transfer) {
    receiver.send("{'type':'accept','transfer':'%s'}", transfer);
    JsonNode incoming = receiver.expect("accepted");
    JsonNode outgoing = sender.expect("accepted");
    assertThat(incoming.path("transfer").asText()).isEqualTo(transfer);
    assertThat(outgoing.path("transfer").asText()).isEqualTo(transfer);
    return new Exchange(
        sender,
        receiver,
        transfer,
        outgoing.path("stream").asLong(),
        incoming.path("stream").asLong());
  }

  /** After both sides have been told to go on: each on its new stream. */
  static Exchange resumed(
      ForeignClient sender, JsonNode outgoing, ForeignClient receiver, JsonNode incoming) {
    return new Exchange(
        sender,
        receiver,
        incoming.path("transfer").asText(),
        outgoing.path("stream").asLong(),
        incoming.path("stream").asLong());
  }

  /** As a client should. */
  void send(byte[] bytes) {
    sender.sendWithinCredit(outgoing, bytes, PIECE);
  }

  void sendWithoutCredit(byte[] bytes) {
    sender.sendBytes(outgoing, bytes);
  }

  /** From its first grant on the receiver gets what it granted and no more. */
  void grant(long bytes) {
    receiver.send("{'type':'credit','stream':%d,'bytes':%d}", incoming, bytes);
  }

  void finish(String digest) {
    sender.send("{'type':'finish','id':'f','transfer':'%s','sha256':'%s'}", transfer, digest);
  }

  void confirm(String digest) {
    receiver.send("{'type':'received','id':'r','transfer':'%s','sha256':'%s'}", transfer, digest);
  }

  byte[] awaitBytes(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> receiver.received(incoming).length >= count);
    return receiver.received(incoming);
  }

  /** The bytes that came are those of the file; now both say so, and it is complete. */
  void complete(TestFile file) {
    assertThat(awaitBytes(file.size())).isEqualTo(file.bytes());
    finish(file.digest());
    confirm(file.digest());
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      JsonNode completed = side.expect("completed");
      assertThat(completed.path("transfer").asText()).isEqualTo(transfer);
      assertThat(completed.path("sha256").asText()).isEqualTo(file.digest());
      assertThat(completed.path("bytes").asLong()).isEqualTo(file.size());
    }
  }

  /** Both are told that it failed, and why. */
  void expectFailed(String code) {
    for (ForeignClient side : new ForeignClient[] {sender, receiver}) {
      JsonNode failed = side.expect("failed");
      assertThat(failed.path("transfer").asText()).isEqualTo(transfer);
      assertThat(failed.path("code").asText()).as("code of %s", failed).isEqualTo(code);
      assertThat(failed.path("message").asText()).isNotBlank();
      assertThat(failed.path("hint").asText()).isNotBlank();
    }
  }

  void expectCancelled(String by, String reason) {
    for (ForeignClient side : new ForeignClient[] {sender, receiver})
      expectCancelled(side, by, reason);
  }

  void expectCancelled(ForeignClient side, String by, String reason) {
    JsonNode cancelled = side.expect("cancelled");
    assertThat(cancelled.path("transfer").asText()).isEqualTo(transfer);
    assertThat(cancelled.path("by").asText()).isEqualTo(by);
    assertThat(cancelled.path("reason").asText()).isEqualTo(reason);
  }
}

package io.peerrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A transfer that was offered and accepted: two logged-in sockets, and what each was told. */
final class Agreement implements Closeable {
  private final RelaySocket sender;
  private final RelaySocket receiver;
  private final Content content;
  private final JsonNode toSender;
  private final JsonNode toReceiver;

  private Agreement(
      RelaySocket sender,
      RelaySocket receiver,
      Content content,
      JsonNode toSender,
      JsonNode toReceiver) {
    this.sender = sender;
    this.receiver = receiver;
    this.content = content;
    this.toSender = toSender;
    this.toReceiver = toReceiver;
  }

  /**
   * The bytes go over the two sockets.
   *
   * @param senders where those are who send; on the same node as the receivers, or on another
   */
  static Agreement overSockets(OurRelay senders, OurRelay receivers, int pair, Content content)
      throws IOException {
    return reach(senders, receivers, pair, content, false);
  }

  /** Both are told where the bytes go over HTTP. */
  static Agreement overHttp(OurRelay relay, int pair, Content content) throws IOException {
    return reach(relay, relay, pair, content, true);
  }

  private static Agreement reach(
      OurRelay senders, OurRelay receivers, int pair, Content content, boolean byHttp)
      throws IOException {
    RelaySocket receiver = receivers.logIn("receiver" + pair);
    RelaySocket sender = senders.logIn("sender" + pair);
    Map<String, Object> file = Map.of("name", "bench.bin", "size", content.size());
    sender.send("offer", Map.of("to", "receiver" + pair, "files", List.of(file)));
    String transfer = sender.expect("offered").path("transfer").asText();
    String offered = receiver.expect("offer").path("transfer").asText();
    if (!offered.equals(transfer))
      throw new IOException("The receiver was offered " + offered + ", not " + transfer);
    Map<String, String> answer =
        byHttp ? Map.of("transfer", transfer, "via", "http") : Map.of("transfer", transfer);
    receiver.send("accept", answer);
    JsonNode toReceiver = receiver.expect("accepted");
    if (byHttp) sender.send("resume", answer);
    return new Agreement(sender, receiver, content, sender.expect("accepted"), toReceiver);
  }

  RelaySocket sender() {
    return sender;
  }

  RelaySocket receiver() {
    return receiver;
  }

  Content content() {
    return content;
  }

  /** The sender's {@code accepted}. */
  JsonNode toSender() {
    return toSender;
  }

  /** The receiver's {@code accepted}. */
  JsonNode toReceiver() {
    return toReceiver;
  }

  /** Both name the digest, and the relay has to agree. */
  void conclude() throws IOException {
    Map<String, String> claim =
        Map.of("transfer", toSender.path("transfer").asText(), "sha256", content.sha256());
    sender.send("finish", claim);
    receiver.send("received", claim);
    awaitCompleted();
  }

  void awaitCompleted() throws IOException {
    check(sender.expect("completed"));
    check(receiver.expect("completed"));
  }

  private void check(JsonNode completed) throws IOException {
    if (completed.path("bytes").asLong() != content.size())
      throw new IOException("Expected " + content.size() + " bytes: " + completed);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}

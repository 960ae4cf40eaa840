package io.peerrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A transfer of ours, socket to socket, within the credit that the relay grants. */
final class TransferLane implements Lane {
  private final Agreement agreement;
  private final Content content;
  private final MaskedFrames frames;
  private long credit;

  private TransferLane(Agreement agreement, int frameBytes) {
    this.agreement = agreement;
    content = agreement.content();
    JsonNode accepted = agreement.toSender();
    byte[] stream = ByteBuffer.allocate(4).putInt((int) accepted.path("stream").asLong()).array();
    frames = new MaskedFrames(content.unit(), frameBytes, stream);
    credit = accepted.path("credit").asLong();
  }

  /**
   * @param frameBytes of content in each frame
   */
  static TransferLane open(OurRelay relay, int pair, Content content, int frameBytes)
      throws IOException {
    return open(relay, relay, pair, content, frameBytes);
  }

  /** The same over two nodes of one relay. */
  static TransferLane open(
      OurRelay senders, OurRelay receivers, int pair, Content content, int frameBytes)
      throws IOException {
    return new TransferLane(Agreement.overSockets(senders, receivers, pair, content), frameBytes);
  }

  @Override
  public void send() throws IOException {
    long total = content.size() / frames.contentBytes();
    for (long sent = 0; sent < total; ) {
      while (credit < frames.contentBytes())
        credit += agreement.sender().expect("credit").path("bytes").asLong();
      int from = (int) (sent % frames.count());
      int count = (int) Math.min(frames.count() - from, credit / frames.contentBytes());
      agreement.sender().write(frames.range(from, count));
      credit -= (long) count * frames.contentBytes();
      sent += count;
    }
  }

  @Override
  public void receive() throws IOException {
    agreement.receiver().readContent(content.size());
  }

  @Override
  public void settle() throws IOException {
    agreement.conclude();
  }

  @Override
  public void close() throws IOException {
    agreement.close();
  }
}

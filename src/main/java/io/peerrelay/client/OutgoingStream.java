package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;
import java.io.IOException;

/** A stream on which a transfer may be sent, until it is closed: then the next one goes on. */
final class OutgoingStream implements StreamEnd {
  private final RelayConnection connection;
  private final long stream;
  private final long offset;
  private final SendCredit credit = new SendCredit();
  private volatile boolean closed;

  OutgoingStream(RelayConnection connection, ServerMessage.Accepted accepted) {
    this.connection = connection;
    stream = accepted.stream();
    offset = accepted.offset();
    credit.open(accepted.credit());
    connection.open(stream, this);
  }

  RelayConnection connection() {
    return connection;
  }

  /** From where on the bytes are wanted. */
  long offset() {
    return offset;
  }

  boolean isOpen() {
    return !closed;
  }

  /** As of {@link SendCredit#take}. */
  int take(int most) throws InterruptedException {
    return credit.take(most);
  }

  /** As of {@link FrameWriter#chunk}. */
  void chunk(byte[] buffer, int length) throws IOException {
    connection.chunk(stream, buffer, length);
  }

  void close() {
    closed = true;
    connection.forget(this);
    credit.close();
  }

  @Override
  public void onCredit(long bytes) {
    credit.grant(bytes);
  }
}

package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ServerMessage;
import java.io.IOException;
import java.io.InputStream;

/** A stream on which the bytes of a transfer come, and what was granted on it. */
final class IncomingStream implements StreamEnd {
  private final RelayConnection connection;
  private final long stream;
  private final IncomingTransfer transfer;

  /** Bytes that come once more although they are here: the first ones of the stream. */
  private long known;

  /** Up to where in the transfer the relay may send. */
  private long granted;

  private volatile boolean closed;

  /**
   * @param arrived how many bytes of the transfer are here, at least {@code accepted.offset}
   * @param credit what the relay may send on this stream at first
   */
  IncomingStream(
      RelayConnection connection,
      ServerMessage.Accepted accepted,
      IncomingTransfer transfer,
      long arrived,
      long credit) {
    this.connection = connection;
    this.transfer = transfer;
    stream = accepted.stream();
    known = arrived - accepted.offset();
    granted = accepted.offset() + credit;
    connection.open(stream, this);
  }

  RelayConnection connection() {
    return connection;
  }

  boolean isOpen() {
    return !closed;
  }

  @Override
  public long onBytes(InputStream input, long length) throws IOException, InterruptedException {
    long again = Math.min(known, length);
    known -= again;
    input.skipNBytes(again);
    return again + transfer.onBytes(input, length - again);
  }

  /**
   * Lets the relay send on, in grants of a quarter of the window: few messages, and the sender
   * never runs dry.
   *
   * @param taken how many bytes of the transfer the sink has
   * @param window how many may wait for it
   * @param size of the transfer
   */
  synchronized void grant(long taken, long window, long size) {
    long free = window - (granted - taken);
    if (closed || granted >= size || free < Math.max(1, window / 4)) return;
    granted += free;
    connection.send(new ClientMessage.Credit(stream, free));
  }

  void close() {
    closed = true;
    connection.forget(this);
  }
}

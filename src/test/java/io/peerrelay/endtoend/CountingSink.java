package io.peerrelay.endtoend;

import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes everything and keeps nothing.
 *
 * @param taken bytes so far
 */
record CountingSink(AtomicLong taken) implements Sink {
  CountingSink() {
    this(new AtomicLong());
  }

  @Override
  public void begin(FileInfo file) {}

  @Override
  public void write(byte[] bytes, int from, int length) {
    taken.addAndGet(length);
  }

  @Override
  public void end() {}

  @Override
  public void commit() {}

  @Override
  public void discard() {}
}

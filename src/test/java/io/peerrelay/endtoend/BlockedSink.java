package io.peerrelay.endtoend;

import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** Takes nothing until it is opened, then everything. */
record BlockedSink(CountDownLatch open) implements Sink {
  @Override
  public void begin(FileInfo file) {}

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @Override
  public void end() {}

  @Override
  public void commit() {}

  @Override
  public void discard() {}
}

package io.peerrelay.endtoend;

import io.peerrelay.client.Sink;
import io.peerrelay.protocol.FileInfo;
import java.io.IOException;

/** Stores as another one does; once it has taken more than so many bytes, something happens. */
final class EventfulSink implements Sink {
  private final Sink sink;
  private final long at;
  private final Runnable event;
  private long taken;

  EventfulSink(Sink sink, long at, Runnable event) {
    this.sink = sink;
    this.at = at;
    this.event = event;
  }

  @Override
  public void begin(FileInfo file) throws IOException {
    sink.begin(file);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    sink.write(bytes, from, length);
    taken += length;
    if (taken > at && taken - length <= at) event.run();
  }

  @Override
  public void end() throws IOException {
    sink.end();
  }

  @Override
  public void commit() throws IOException {
    sink.commit();
  }

  @Override
  public void discard() {
    sink.discard();
  }

  @Override
  public void suspend() {
    sink.suspend();
  }
}

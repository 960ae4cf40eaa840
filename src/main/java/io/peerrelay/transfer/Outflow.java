package io.peerrelay.transfer;

import akka.util.ByteString;

/** The receiver's half of a {@link BytePath}: what waits, what it granted, how far it is. */
final class Outflow {
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final ChunkQueue waiting = new ChunkQueue();
  private Runnable bytesCame = () -> {};

  /** Whether there is a receiver that waits to be told. */
  private boolean receiverIdle;

  /** Whether another node takes the bytes, and says when the receiver has. */
  private boolean isLinked;

  private boolean closed;
  private long allowance = UNLIMITED;
  private volatile boolean isReceived;
  private volatile long taken;

  /**
   * @param taken what the receiver has already
   */
  Outflow(long taken) {
    this.taken = taken;
  }

  void onBytes(Runnable bytesCame, boolean isLinked) {
    synchronized (this) {
      this.bytesCame = bytesCame;
      this.isLinked = isLinked;
      receiverIdle = true;
      isReceived = true;
    }
    wake();
  }

  void leave() {
    isReceived = false;
  }

  boolean isReceived() {
    return isReceived;
  }

  /**
   * @return false if this is closed
   */
  boolean add(ByteString bytes) {
    synchronized (this) {
      if (closed) return false;
      if (!bytes.isEmpty()) waiting.add(bytes);
    }
    wake();
    return true;
  }

  synchronized ByteString poll(int most) {
    ByteString bytes = waiting.poll((int) Math.min(most, allowance));
    if (bytes.isEmpty()) {
      receiverIdle = true;
      return bytes;
    }
    if (allowance != UNLIMITED) allowance -= bytes.size();
    if (!isLinked) taken += bytes.size();
    return bytes;
  }

  /** By a receiver on another node. */
  synchronized void take(long offset) {
    taken = Math.max(taken, offset);
  }

  void grant(long bytes) {
    synchronized (this) {
      long before = allowance == UNLIMITED ? 0 : allowance;
      allowance = bytes < UNLIMITED - before ? before + bytes : UNLIMITED - 1;
    }
    wake();
  }

  long taken() {
    return taken;
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void wake() {
    Runnable waker;
    synchronized (this) {
      if (!receiverIdle || waiting.isEmpty() || allowance == 0) return;
      receiverIdle = false;
      waker = bytesCame;
    }
    waker.run();
  }
}

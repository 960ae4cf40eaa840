package io.peerrelay.transfer;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The bytes of one leg of a transfer on their way through this node: digested as they arrive, held
 * in one {@link CreditWindow} at the most, handed on as they came.
 *
 * <pre>
 *  sender's socket --put--> digest --> skip what the --> [ at most one window ] --poll--> receiver's
 *    or request             |          receiver has                                        socket
 *         ^                 +--> checkpoints                                               or request
 *         |                                                                                    |
 *         +---------------------------------- credit <-----------------------------------------+
 * </pre>
 *
 * One thread puts and another polls; the two meet for the time it takes to link a chunk. The
 * callbacks must return at once.
 */
public final class BytePath {
  private final long total;
  private final long receiverOffset;
  private final boolean isBehindLink;
  private final WindowMemory memory;
  private final CreditWindow window;
  private final Reading reading;
  private final Outflow outflow;
  private Source source;
  private Runnable ended = () -> {};
  private Runnable drained; // Null while nobody waits for it.
  private boolean inputEnded;
  private boolean closed;
  private volatile long arrived;

  public BytePath(Leg leg, WindowMemory memory) {
    this(leg, Reading.here(leg), false, memory);
  }

  /** The receiver's part of a way over two nodes: the sender's reads, and skips. */
  static BytePath behindLink(Leg leg, WindowMemory memory) {
    return new BytePath(leg, Reading.elsewhere(leg), true, memory);
  }

  private BytePath(Leg leg, Reading reading, boolean isBehindLink, WindowMemory memory) {
    this.reading = reading;
    this.isBehindLink = isBehindLink;
    total = leg.total();
    receiverOffset = leg.receiverOffset();
    arrived = isBehindLink ? receiverOffset : leg.senderOffset();
    outflow = new Outflow(receiverOffset);
    this.memory = memory;
    window = new CreditWindow(memory);
    if (window.size() == 0) memory.whenFree(this::onMemory);
  }

  /** Where the bytes come from; the newest one made is the only one that counts. */
  public final class Source {
    private final LongConsumer creditFreed;

    private Source(LongConsumer creditFreed) {
      this.creditFreed = creditFreed;
    }

    public Verdict put(ByteString bytes) {
      return BytePath.this.put(this, bytes);
    }

    public BytePath path() {
      return BytePath.this;
    }
  }

  /**
   * Makes the caller the source.
   *
   * @param creditFreed is told how many bytes more may be put, beyond {@link #credit}
   */
  public Source feed(LongConsumer creditFreed) {
    synchronized (reading) { // Not in the middle of what another one puts.
      synchronized (this) {
        source = new Source(creditFreed);
        return source;
      }
    }
  }

  /** How many bytes may be put now. */
  public synchronized long credit() {
    return window.available();
  }

  /**
   * @param interval bytes between two checkpoints
   * @param listener is told of each, by the thread that puts
   */
  void onCheckpoint(long interval, Consumer<Checkpoint> listener) {
    reading.onCheckpoint(interval, listener);
  }

  /**
   * @param bytesCame is called when there is something to poll, at first and after {@link #poll}
   *     had nothing
   */
  public void onBytes(Runnable bytesCame) {
    outflow.onBytes(bytesCame, false);
  }

  /** As {@link #onBytes}, for another node, which says by {@link #receiverTook} how far it is. */
  void link(Runnable bytesCame) {
    outflow.onBytes(bytesCame, true);
  }

  /** The other node takes nothing any more. */
  void unlink() {
    outflow.leave();
  }

  /** The receiver on the other node has so much. */
  void receiverTook(long offset) {
    outflow.take(Math.min(offset, arrived));
    endIfDrained();
  }

  /**
   * @param ended is called when all bytes of the transfer have come, when no more will come, and
   *     when this is closed
   */
  synchronized void onEnd(Runnable ended) {
    this.ended = ended;
  }

  private Verdict put(Source from, ByteString bytes) {
    ByteString missing;
    synchronized (reading) {
      synchronized (this) {
        if (closed || from != source) return Verdict.CLOSED;
        if (bytes.size() > total - arrived) return Verdict.PAST_SIZE;
        if (!window.spend(bytes.size())) return Verdict.CREDIT_EXCEEDED;
      }
      reading.read(bytes);
      int known = (int) Math.max(0, Math.min(bytes.size(), receiverOffset - arrived));
      missing = bytes.drop(known);
      arrived += bytes.size();
      if (known > 0) free(known);
    }
    if (!outflow.add(missing)) return Verdict.CLOSED;
    if (arrived == total) tellEnd();
    return Verdict.TAKEN;
  }

  /**
   * @param most bytes wanted
   * @return what waits, in order; empty if nothing does or the receiver granted no more
   */
  public ByteString poll(int most) {
    ByteString bytes = outflow.poll(most);
    if (!bytes.isEmpty()) free(bytes.size());
    return bytes;
  }

  private void free(int bytes) {
    long granted;
    Source to;
    synchronized (this) {
      granted = window.free(bytes);
      boolean lastIsGranted = arrived + window.available() - granted >= total;
      to = lastIsGranted ? null : source;
    }
    if (granted > 0 && to != null) to.creditFreed.accept(granted);
    endIfDrained();
  }

  private void endIfDrained() {
    Runnable end;
    synchronized (this) {
      if (drained == null || source != null || outflow.taken() < arrived) return;
      end = drained;
      drained = null;
    }
    end.run();
  }

  private void tellEnd() {
    Runnable listener;
    synchronized (this) {
      listener = ended;
    }
    listener.run();
  }

  private void onMemory() {
    long granted;
    Source to;
    synchronized (this) {
      if (closed) return;
      granted = window.open();
      to = source;
    }
    // Others that waited were faster.
    if (granted == 0) memory.whenFree(this::onMemory);
    if (granted > 0 && to != null) to.creditFreed.accept(granted);
  }

  /** From the first call on the receiver gets what it granted; until then, what it reads. */
  public void grant(long bytes) {
    outflow.grant(bytes);
  }

  /**
   * The sender is gone: nothing more is put.
   *
   * @return whether there is a receiver to take what was put
   */
  boolean endInput() {
    synchronized (this) {
      source = null;
      inputEnded = true;
    }
    tellEnd();
    endIfDrained();
    return outflow.isReceived();
  }

  synchronized boolean isInputEnded() {
    return inputEnded;
  }

  /**
   * As {@link #endInput}; but what another node has on its way still comes.
   *
   * @param drained is called once the receiver has taken what was put, if ever
   */
  public void drain(Runnable drained) {
    synchronized (this) {
      if (!isBehindLink) source = null;
      this.drained = drained;
    }
    endIfDrained();
  }

  /** Whether only what is on its way is waited for. */
  synchronized boolean isDraining() {
    return drained != null;
  }

  /** Nothing more comes or goes, and what waits is dropped. */
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
      source = null;
      drained = null;
      outflow.close();
      window.close();
    }
    tellEnd();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** How far the sender is: bytes that have come, counted from the first of the transfer. */
  public long arrived() {
    return arrived;
  }

  /** How far the receiver is: bytes that went to it or that it had before. */
  public long taken() {
    return outflow.taken();
  }

  /** Whether all bytes of the transfer went to the receiver. */
  public boolean isTaken() {
    return outflow.taken() == total;
  }

  public long total() {
    return total;
  }

  /** Of all bytes of the transfer; empty until the last one came. */
  public Optional<Sha256> digest() {
    return reading.result();
  }

  /** Where reading could go on after this leg. */
  Checkpoints checkpoints() {
    return reading.checkpoints();
  }

  /** On the node where they are not read. */
  void digestIs(Sha256 digest) {
    reading.resultIs(digest);
  }
}

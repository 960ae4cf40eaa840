package io.peerrelay.transfer;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The bytes of one transfer on their way through this node: digested as they arrive, held in one
 * {@link CreditWindow} at the most, handed on as they came.
 *
 * <pre>
 *  sender's socket --put--> digest --> [ at most one window ] --poll--> receiver's socket
 *         ^                                                                |
 *         +------------------------- onCredit <----------------------------+
 * </pre>
 *
 * One thread puts and another polls; the two meet for the time it takes to link a chunk. The
 * callbacks are called without the lock and must return at once.
 */
public final class BytePath {
  /**
   * A flood of tiny frames must not cost more than its bytes: waiting chunks are joined up to this
   * size.
   */
  private static final int SMALL = 4 * 1024;

  private static final long UNLIMITED = Long.MAX_VALUE;

  /** What became of bytes that were put. */
  public enum Verdict {
    TAKEN,
    /** More than was granted; nothing of it was taken. */
    CREDIT_EXCEEDED,
    /** More than was offered; nothing of it was taken. */
    PAST_SIZE,
    /** The transfer has ended; nothing of it was taken. */
    CLOSED
  }

  private final long total;
  private final MessageDigest digest = sha256();
  private final CreditWindow window;
  private final ArrayDeque<ByteString> waiting = new ArrayDeque<>();
  private Runnable bytesCame = () -> {};
  private LongConsumer creditFreed = bytes -> {};

  /** Whether there is a receiver that waits to be told. */
  private boolean receiverIdle;

  private boolean closed;
  private long allowance = UNLIMITED;
  private volatile long arrived;
  private volatile long taken;
  private volatile Sha256 result;

  /**
   * @param total bytes of the transfer
   * @param window bytes that may be held
   */
  public BytePath(long total, int window) {
    if (total < 0) throw new IllegalArgumentException("total: " + total + " (expected: >= 0)");
    this.total = total;
    this.window = new CreditWindow(window);
    if (total == 0) result = Sha256.of(digest.digest());
  }

  /**
   * @param creditFreed is told how many bytes more the sender may send
   */
  public synchronized void onCredit(LongConsumer creditFreed) {
    this.creditFreed = creditFreed;
  }

  /**
   * @param bytesCame is called when there is something to poll, at first and after {@link #poll}
   *     had nothing
   */
  public void onBytes(Runnable bytesCame) {
    synchronized (this) {
      this.bytesCame = bytesCame;
      receiverIdle = true;
    }
    wake();
  }

  public Verdict put(ByteString bytes) {
    long now = arrived + bytes.size();
    if (now > total) return Verdict.PAST_SIZE;
    synchronized (this) {
      if (closed) return Verdict.CLOSED;
      if (!window.spend(bytes.size())) return Verdict.CREDIT_EXCEEDED;
    }
    digest.update(bytes.toArrayUnsafe());
    arrived = now;
    if (now == total) result = Sha256.of(digest.digest());
    synchronized (this) {
      if (closed) return Verdict.CLOSED;
      enqueue(bytes);
    }
    wake();
    return Verdict.TAKEN;
  }

  /**
   * @param most bytes wanted
   * @return what waits, in order; empty if nothing does or the receiver granted no more
   */
  public ByteString poll(int most) {
    ByteString bytes = ByteString.emptyByteString();
    long granted;
    LongConsumer grant;
    synchronized (this) {
      long room = Math.min(most, allowance);
      while (!waiting.isEmpty() && bytes.size() < room)
        bytes = bytes.concat(next((int) (room - bytes.size())));
      if (bytes.isEmpty()) {
        receiverIdle = true;
        return bytes;
      }
      if (allowance != UNLIMITED) allowance -= bytes.size();
      taken += bytes.size();
      boolean lastIsGranted = arrived + window.available() >= total;
      granted = window.free(bytes.size());
      grant = lastIsGranted ? unused -> {} : creditFreed;
    }
    if (granted > 0) grant.accept(granted);
    return bytes;
  }

  /** From the first call on the receiver gets what it granted; until then, what it reads. */
  public void grant(long bytes) {
    synchronized (this) {
      long before = allowance == UNLIMITED ? 0 : allowance;
      allowance = bytes < UNLIMITED - before ? before + bytes : UNLIMITED - 1;
    }
    wake();
  }

  /** Nothing more comes or goes, and what waits is dropped. */
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /** Bytes that went to the receiver. */
  public long taken() {
    return taken;
  }

  /** Whether all bytes of the transfer went to the receiver. */
  public boolean isTaken() {
    return taken == total;
  }

  public long total() {
    return total;
  }

  /** Of all bytes of the transfer; empty until the last one came. */
  public Optional<Sha256> digest() {
    return Optional.ofNullable(result);
  }

  private void enqueue(ByteString bytes) {
    ByteString last = bytes.size() < SMALL ? waiting.peekLast() : null;
    if (last == null || last.size() + bytes.size() > SMALL) {
      // A small piece must not hold on to the large read that it was cut from.
      waiting.add(bytes.size() < SMALL ? bytes.compact() : bytes);
      return;
    }
    waiting.removeLast();
    waiting.add(last.concat(bytes).compact());
  }

  private ByteString next(int most) {
    ByteString first = waiting.remove();
    if (first.size() <= most) return first;
    waiting.addFirst(first.drop(most));
    return first.take(most);
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java)", e);
    }
  }
}

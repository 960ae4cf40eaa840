package io.peerrelay.transfer;

/** What became of bytes that were put into a {@link BytePath}. */
public enum Verdict {
  TAKEN,
  /** More than was granted; nothing of it was taken. */
  CREDIT_EXCEEDED,
  /** More than was offered; nothing of it was taken. */
  PAST_SIZE,
  /** This way has ended, or another source feeds it now; nothing of it was taken. */
  CLOSED
}

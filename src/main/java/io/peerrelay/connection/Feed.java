package io.peerrelay.connection;

/** Where one device is in one conversation. */
final class Feed {
  /** Number of the message that goes out next. */
  long next;

  /** What went out on this socket: from the first of these numbers on, up to the second. */
  private long sentFrom = Long.MAX_VALUE;

  private long sentTo;

  /** Of the newest that was heard of. */
  long newest;

  boolean reading;

  Feed(long next) {
    this.next = next;
  }

  /** The client has all before this one. Nothing that went out goes out again. */
  void goTo(long seq) {
    if (seq < sentFrom || seq > next) next = seq;
  }

  /** What comes before this one is not for the client. */
  void skipTo(long seq) {
    next = Math.max(next, seq);
  }

  void stay() {
    next = sentTo;
  }

  boolean hasBegun() {
    return sentTo > 0;
  }

  boolean takes(long seq) {
    boolean isNew = seq >= next && (seq < sentFrom || seq >= sentTo);
    next = Math.max(next, seq + 1);
    return isNew;
  }

  void caughtUpFrom(long first) {
    sentFrom = Math.min(sentFrom, first);
    sentTo = Math.max(sentTo, next);
  }
}

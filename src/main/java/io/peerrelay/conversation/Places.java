package io.peerrelay.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the journal messages are: the sequence number of every 64th, for other events lie
 * between them. So a page is found without reading what comes before it.
 */
final class Places {
  private static final int STEP = 64;

  private final List<Long> marks;

  private Places(List<Long> marks) {
    this.marks = marks;
  }

  static Places none() {
    return new Places(new ArrayList<>());
  }

  static Places of(List<Long> copy) {
    return new Places(new ArrayList<>(copy));
  }

  List<Long> copy() {
    return List.copyOf(marks);
  }

  /**
   * The next message was stored.
   *
   * @param event its sequence number
   */
  void add(long seq, long event) {
    if ((seq - 1) % STEP == 0) marks.add(event);
  }

  /** A sequence number at the message's event or before it, by less than a step of messages. */
  long notAfter(long seq) {
    return marks.get(block(seq));
  }

  /**
   * A sequence number at the message's event or behind it.
   *
   * @param last of all events
   */
  long notBefore(long seq, long last) {
    int next = block(seq) + 1;
    return next < marks.size() ? marks.get(next) - 1 : last;
  }

  private static int block(long seq) {
    return (int) ((seq - 1) / STEP);
  }
}

package io.peerrelay.bench.messages;

import java.util.BitSet;

/** What one recipient got of the messages 0, 1, 2, … of a run. */
final class Receipts {
  private final BitSet seen = new BitSet();
  private int count;
  private int highest = -1;
  private long doubled;
  private long reordered;

  /**
   * @return whether it is the first time
   */
  boolean take(int message) {
    if (seen.get(message)) {
      doubled++;
      return false;
    }
    seen.set(message);
    count++;
    if (message < highest) reordered++;
    else highest = message;
    return true;
  }

  /**
   * @param sent how many there were
   */
  Tally tally(int sent) {
    return new Tally(sent - count, doubled, reordered);
  }
}

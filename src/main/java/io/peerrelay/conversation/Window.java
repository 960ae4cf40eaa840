package io.peerrelay.conversation;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;

/**
 * Messages that a search reads at one go.
 *
 * @param unindexed whether it is all of a block that the index does not know as it is now
 */
record Window(long first, long last, boolean unindexed) {
  /** The journal can't be read in smaller pieces ({@link Places}). */
  private static final int CANDIDATES = 64;

  /** A block that has more new messages than this is indexed anew. */
  private static final int MOST_NEW = 64;

  /** Everything, the newest first. */
  static Deque<Window> all(long first, long last) {
    Deque<Window> windows = new ArrayDeque<>();
    for (long number = Block.of(last).number(); number >= Block.of(first).number(); number--) {
      Block block = new Block(number);
      windows.add(new Window(Math.max(first, block.first()), Math.min(last, block.last()), false));
    }
    return windows;
  }

  /** Where the words may be, the newest first. */
  static Deque<Window> likely(long first, long last, Map<Block, SearchIndex.Hits> hits) {
    Deque<Window> windows = new ArrayDeque<>();
    for (long number = Block.of(last).number(); number >= Block.of(first).number(); number--) {
      Block block = new Block(number);
      SearchIndex.Hits known = hits.get(block);
      long end = Math.min(last, block.last());
      if (known == null || end - known.last() > MOST_NEW)
        windows.add(new Window(block.first(), block.last(), true));
      else addLikely(windows, block, Math.max(first, block.first()), end, known);
    }
    return windows;
  }

  private static void addLikely(
      Deque<Window> windows, Block block, long first, long last, SearchIndex.Hits known) {
    BitSet places = (BitSet) known.mayFit().clone();
    for (long seq = known.last() + 1; seq <= last; seq++) places.set((int) (seq - block.first()));
    places.clear(0, (int) (first - block.first()));
    int high = places.length() - 1;
    while (high >= 0) {
      int low = places.nextSetBit(Math.max(0, high - CANDIDATES + 1));
      windows.add(new Window(block.first() + low, block.first() + high, false));
      high = low == 0 ? -1 : places.previousSetBit(low - 1);
    }
  }

  int size() {
    return (int) (last - first + 1);
  }
}

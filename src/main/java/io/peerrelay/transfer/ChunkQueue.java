package io.peerrelay.transfer;

import akka.util.ByteString;
import java.util.ArrayDeque;

/** Bytes that wait, in order, in the pieces in which they came. */
final class ChunkQueue {
  /**
   * A flood of tiny frames must not cost more than its bytes: waiting chunks are joined up to this
   * size.
   */
  private static final int SMALL = 4 * 1024;

  private final ArrayDeque<ByteString> chunks = new ArrayDeque<>();

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  void clear() {
    chunks.clear();
  }

  void add(ByteString bytes) {
    ByteString last = bytes.size() < SMALL ? chunks.peekLast() : null;
    if (last == null || last.size() + bytes.size() > SMALL) {
      // A small piece must not hold on to the large read that it was cut from.
      chunks.add(bytes.size() < SMALL ? bytes.compact() : bytes);
      return;
    }
    chunks.removeLast();
    chunks.add(last.concat(bytes).compact());
  }

  /**
   * @return at most so many bytes; empty if there are none
   */
  ByteString poll(int most) {
    ByteString bytes = ByteString.emptyByteString();
    while (!chunks.isEmpty() && bytes.size() < most)
      bytes = bytes.concat(next(most - bytes.size()));
    return bytes;
  }

  private ByteString next(int most) {
    ByteString first = chunks.remove();
    if (first.size() <= most) return first;
    chunks.addFirst(first.drop(most));
    return first.take(most);
  }
}

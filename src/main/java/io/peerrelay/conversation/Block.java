package io.peerrelay.conversation;

/**
 * Messages of a conversation that are indexed together.
 *
 * @param number 0 for the first ones
 */
record Block(long number) {
  /** A part of what is stored. */
  static final int SIZE = 512;

  static Block of(long seq) {
    return new Block((seq - 1) / SIZE);
  }

  long first() {
    return number * SIZE + 1;
  }

  long last() {
    return first() + SIZE - 1;
  }
}

package io.peerrelay.bench;

/**
 * What a candidate is called.
 *
 * @param name as {@code --only} takes it
 * @param pairs of a sender and a receiver at once; 0 where two programs hand over a file
 * @param about what it is, in a few words
 */
record Label(String name, int pairs, String about) {
  /** Whether two programs hand over a file, rather than sockets bytes. */
  boolean isPrograms() {
    return pairs == 0;
  }

  @Override
  public String toString() {
    return isPrograms() ? name : name + " (" + pairs + (pairs == 1 ? " pair)" : " pairs)");
  }
}

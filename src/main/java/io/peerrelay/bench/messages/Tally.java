package io.peerrelay.bench.messages;

/**
 * How deliveries went wrong. All but zeros is a relay that does not do what it should.
 *
 * @param lost not come though long enough waited for
 * @param doubled come again
 * @param reordered come after a later one
 */
record Tally(long lost, long doubled, long reordered) {
  static final Tally CLEAN = new Tally(0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(lost + other.lost, doubled + other.doubled, reordered + other.reordered);
  }

  @Override
  public String toString() {
    return lost + ", " + doubled + ", " + reordered;
  }
}

package io.peerrelay.bench.messages;

import io.peerrelay.bench.Peer;
import java.time.Duration;
import java.util.List;

/**
 * What to measure.
 *
 * @param only names, or their beginnings; none: all
 * @param rounds in which each is measured once
 * @param time of each run
 * @param subscribers whom one tells
 * @param underWay messages at once where one tells many as fast as it goes
 * @param loads messages a second where one tells many at a pace
 * @param pairs of users who write to each other
 * @param outstanding messages of each pair, one after the other
 * @param rate of all pairs together where they keep a pace, a second
 * @param warmth messages that a relay has passed on before it is measured
 * @param history messages that a conversation has
 * @param accounts that a relay has
 * @param peers to measure beside ours, installed or not
 */
record Wish(
    List<String> only,
    int rounds,
    Duration time,
    int subscribers,
    int underWay,
    List<Integer> loads,
    int pairs,
    List<Integer> outstanding,
    int rate,
    int warmth,
    Two history,
    Two accounts,
    List<Peer> peers) {
  /** What is compared. */
  record Two(int less, int more) {}

  /** Whether it was asked for, or nothing was. */
  boolean isWanted(String name) {
    return only.isEmpty() || only.stream().anyMatch(name::startsWith);
  }
}

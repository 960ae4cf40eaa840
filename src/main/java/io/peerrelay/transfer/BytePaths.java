package io.peerrelay.transfer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where the two sides of a transfer on this node meet: whoever comes first opens its byte path. */
final class BytePaths {
  private final ConcurrentMap<String, BytePath> paths = new ConcurrentHashMap<>();
  private final WindowMemory memory;

  BytePaths(WindowMemory memory) {
    this.memory = memory;
  }

  BytePath open(Leg leg) {
    return paths.computeIfAbsent(leg.id(), unused -> new BytePath(leg, memory));
  }

  /** Either side may, once the leg has ended or that side is gone. */
  void close(Leg leg) {
    BytePath path = paths.remove(leg.id());
    if (path != null) path.close();
  }

  /** How many transfers have bytes on their way here. */
  int size() {
    return paths.size();
  }
}

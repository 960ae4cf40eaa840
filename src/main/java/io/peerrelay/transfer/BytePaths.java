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

  /** The receiver's part of a leg that begins on another node. */
  BytePath openBehindLink(Leg leg) {
    return paths.computeIfAbsent(leg.id(), unused -> BytePath.behindLink(leg, memory));
  }

  /** The other node takes nothing more: what it has not taken is of use to nobody. */
  void unlink(Leg leg) {
    BytePath path = paths.get(leg.id());
    if (path == null) return;
    path.unlink();
    if (path.isInputEnded()) close(leg);
  }

  /**
   * The sender's side is gone: the path stays for as long as the receiver has something to take.
   */
  void leave(Leg leg) {
    BytePath path = paths.get(leg.id());
    if (path != null && !path.endInput()) close(leg);
  }

  /** The receiver's side may, and either once the transfer has ended. */
  void close(Leg leg) {
    BytePath path = paths.remove(leg.id());
    if (path != null) path.close();
  }

  /** How many transfers have bytes on their way here. */
  int size() {
    return paths.size();
  }
}

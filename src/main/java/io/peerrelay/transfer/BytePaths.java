package io.peerrelay.transfer;

import io.peerrelay.protocol.TransferId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where the two sides of a transfer on this node meet: whoever comes first opens its byte path. */
public final class BytePaths {
  private final ConcurrentMap<TransferId, BytePath> paths = new ConcurrentHashMap<>();
  private final int window;

  /**
   * @param window bytes that a transfer may hold here
   */
  public BytePaths(int window) {
    this.window = window;
  }

  public BytePath open(TransferId transfer, long total) {
    return paths.computeIfAbsent(transfer, unused -> new BytePath(total, window));
  }

  /** Either side may, once the transfer has ended or that side is gone. */
  public void close(TransferId transfer) {
    BytePath path = paths.remove(transfer);
    if (path != null) path.close();
  }

  /** How many transfers have bytes on their way here. */
  public int size() {
    return paths.size();
  }

  public int window() {
    return window;
  }
}

package io.peerrelay.connection;

import java.util.function.Consumer;

/** How much a client was sent that the network has not taken, about. */
final class Unsent {
  private final int most;
  private final Consumer<Runnable> whenSent;
  private int characters;
  private boolean isAsked;

  /**
   * @param whenSent runs what it is given once all has gone out that was sent before
   */
  Unsent(int most, Consumer<Runnable> whenSent) {
    this.most = most;
    this.whenSent = whenSent;
  }

  boolean hasRoom() {
    return characters < most;
  }

  void add(int more) {
    characters += more;
    if (isAsked) return;
    isAsked = true;
    whenSent.accept(
        () -> {
          isAsked = false;
          characters = 0;
        });
  }
}

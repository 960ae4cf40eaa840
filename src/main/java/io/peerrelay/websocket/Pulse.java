package io.peerrelay.websocket;

/** What one socket knows of its peer's being alive; the heartbeat watches it from outside. */
final class Pulse {
  private final Heartbeat heartbeat;

  /** What to do, on the socket's own thread or by a message to it, when the peer falls silent. */
  private final Runnable onSilence;

  private volatile long heardAt;
  private long pingedAt;

  enum Verdict {
    ALIVE,
    TO_BE_PINGED,
    DEAD
  }

  Pulse(Heartbeat heartbeat, Runnable onSilence) {
    this.heartbeat = heartbeat;
    this.onSilence = onSilence;
  }

  void start() {
    heardAt = heartbeat.now();
    pingedAt = heardAt;
    heartbeat.add(this);
  }

  void stop() {
    heartbeat.remove(this);
  }

  /** Something came, or the silence is our own doing. */
  void heard() {
    long now = heartbeat.now();
    if (heardAt != now) { // a look is cheaper than a volatile write
      heardAt = now;
    }
  }

  /** Asks for a ping once an interval, as long as the silence lasts. */
  Verdict judge() {
    if (heartbeat.isTooSilent(heardAt)) {
      return Verdict.DEAD;
    }
    if (!heartbeat.isPingDue(heardAt) || !heartbeat.isPingDue(pingedAt)) {
      return Verdict.ALIVE;
    }
    pingedAt = heartbeat.now();
    return Verdict.TO_BE_PINGED;
  }

  /** Called by the heartbeat, from its own thread. */
  void check() {
    if (heartbeat.isPingDue(heardAt)) {
      onSilence.run();
    }
  }
}

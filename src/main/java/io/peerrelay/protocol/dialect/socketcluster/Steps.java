package io.peerrelay.protocol.dialect.socketcluster;

import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.dialect.Turn;
import java.util.ArrayList;
import java.util.List;

/** Several turns as one, since a client may say several things in one frame. */
final class Steps {
  private final List<String> frames = new ArrayList<>();
  private final List<Request.Asked> requests = new ArrayList<>();
  private boolean startsAnew;

  Steps add(Turn turn) {
    frames.addAll(turn.frames());
    if (turn.startsAnew()) requests.clear(); // Nobody would get the answers.
    requests.addAll(turn.requests());
    startsAnew |= turn.startsAnew();
    return this;
  }

  Turn turn() {
    return new Turn(frames, startsAnew, requests);
  }
}

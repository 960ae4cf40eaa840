package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Turn;
import java.util.function.Function;

/**
 * What is asked of the relay, one after the other: the client's answers name no question, and one
 * question of a client may be several of ours.
 */
final class Dialogue {
  private long asked;
  private Function<ServerMessage, Turn> then;

  /**
   * @param then what comes of the answer
   */
  Turn ask(ClientMessage message, Function<ServerMessage, Turn> then) {
    this.then = then;
    asked++;
    return Turn.ask(new Request.Asked(id(), message));
  }

  boolean waits() {
    return then != null;
  }

  /** Whether this answers what was asked last. */
  boolean expects(String re) {
    return waits() && id().equals(re);
  }

  Turn take(ServerMessage answer) {
    Function<ServerMessage, Turn> step = then;
    then = null;
    return step.apply(answer);
  }

  private String id() {
    return Long.toString(asked);
  }
}

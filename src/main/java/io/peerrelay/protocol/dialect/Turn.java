package io.peerrelay.protocol.dialect;

import io.peerrelay.protocol.Request;
import java.util.List;

/**
 * What a dialect does next.
 *
 * @param frames texts for the client, in this order
 * @param requests for the relay, in this order; their ids are the dialect's own
 */
public record Turn(List<String> frames, List<Request.Asked> requests) {
  public static final Turn NOTHING = new Turn(List.of(), List.of());

  public Turn {
    frames = List.copyOf(frames);
    requests = List.copyOf(requests);
  }

  public static Turn say(String... frames) {
    return new Turn(List.of(frames), List.of());
  }

  public static Turn ask(Request.Asked... requests) {
    return new Turn(List.of(), List.of(requests));
  }
}

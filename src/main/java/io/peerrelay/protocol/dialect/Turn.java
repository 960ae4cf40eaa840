package io.peerrelay.protocol.dialect;

import io.peerrelay.protocol.Request;
import java.util.List;

/**
 * What a dialect does next: the frames first, then, where it says so, a new start, then the
 * requests.
 *
 * @param frames texts for the client, in this order
 * @param startsAnew whether the relay is to take the socket for a new one, on which nobody is
 *     logged in; what was asked and not answered before is not answered any more
 * @param requests for the relay, in this order; their ids are the dialect's own
 */
public record Turn(List<String> frames, boolean startsAnew, List<Request.Asked> requests) {
  public static final Turn NOTHING = new Turn(List.of(), List.of());

  public Turn {
    frames = List.copyOf(frames);
    requests = List.copyOf(requests);
  }

  public Turn(List<String> frames, List<Request.Asked> requests) {
    this(frames, false, requests);
  }

  public static Turn say(String... frames) {
    return new Turn(List.of(frames), List.of());
  }

  public static Turn ask(Request.Asked... requests) {
    return new Turn(List.of(), List.of(requests));
  }

  /** The same, on a socket that the relay takes for a new one. */
  public Turn anew() {
    return new Turn(frames, true, requests);
  }
}

package io.peerrelay.protocol.dialect;

import java.util.List;

/**
 * How a client opened its socket.
 *
 * @param path such as {@code /socketcluster/}
 * @param subprotocols that the client offered, in its order
 */
public record Opening(String path, List<String> subprotocols) {
  public Opening {
    subprotocols = List.copyOf(subprotocols);
  }
}

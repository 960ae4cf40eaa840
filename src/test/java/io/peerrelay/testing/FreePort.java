package io.peerrelay.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for what is to listen there later, or again. None of those that systems give to outgoing
 * connections: while nobody listens, such a connection may take it, even the one that tries to
 * reach it, which then is connected with itself.
 */
public final class FreePort {
  /** Behind what the relay and its databases listen on unless told otherwise. */
  private static final int FIRST = 28_000;

  /** Linux gives those from 32,768 on to connections, other systems those from 49,152 on. */
  private static final int BEHIND_LAST = 32_000;

  private FreePort() {}

  public static int find() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(port));
        return port;
      } catch (BindException e) {
        continue; // Somebody has it.
      }
    }
  }
}

package io.peerrelay.cli;

import io.peerrelay.client.RelayClient;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;

/**
 * A connection of a command, logged in. However the command ends, by Ctrl-C too, what is under way
 * is cancelled and the other side is told.
 */
final class Session implements AutoCloseable {
  private final RelayClient client;
  private final ServerMessage.Welcome welcome;
  private final Thread onInterrupt;

  Session(RelayClient client, ServerMessage.Welcome welcome) {
    this.client = client;
    this.welcome = welcome;
    onInterrupt = new Thread(client::close, "relay-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  RelayClient client() {
    return client;
  }

  ServerMessage.Welcome welcome() {
    return welcome;
  }

  Username user() {
    return welcome.username();
  }

  @Override
  public void close() {
    client.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already, and closing twice does no harm.
    }
  }
}

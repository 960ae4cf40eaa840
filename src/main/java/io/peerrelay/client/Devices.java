package io.peerrelay.client;

import io.peerrelay.protocol.AccountMessage;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the user of a client is logged in. */
public final class Devices {
  private final Line line;

  Devices(Line line) {
    this.line = line;
  }

  /** What logged in last comes first. */
  public CompletableFuture<List<SessionInfo>> sessions() {
    return line.request(
        new ClientMessage.Sessions(),
        AccountMessage.Sessions.class,
        AccountMessage.Sessions::sessions);
  }

  /** Another one than this: its token logs in no longer, and its sockets close. */
  public CompletableFuture<ServerMessage.Ok> end(SessionId session) {
    return line.request(new ClientMessage.EndSession(session), ServerMessage.Ok.class);
  }
}

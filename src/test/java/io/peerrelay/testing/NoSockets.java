package io.peerrelay.testing;

import io.peerrelay.account.LiveSessions;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;

/** Where nobody hears that a session has ended. */
public record NoSockets() implements LiveSessions {
  @Override
  public void endAll(Username user) {}

  @Override
  public void end(Username user, SessionId session) {}
}

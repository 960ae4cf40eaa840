package io.peerrelay.account;

import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;

/** The sockets that users are logged in on; they end with what let them in. Must not block. */
public interface LiveSessions {
  /** The password was reset, or the user is gone. */
  void endAll(Username user);

  /** One token logs in no longer. */
  void end(Username user, SessionId session);
}

package io.peerrelay.account;

import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import java.util.Queue;

/** Notes which sockets would end. */
record NotedEnds(Queue<Username> users, Queue<SessionId> sessions) implements LiveSessions {
  @Override
  public void endAll(Username user) {
    users.add(user);
  }

  @Override
  public void end(Username user, SessionId session) {
    sessions.add(session);
  }
}

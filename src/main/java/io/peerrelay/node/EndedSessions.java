package io.peerrelay.node;

import akka.actor.typed.ActorSystem;
import io.peerrelay.account.LiveSessions;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;

/** Tells the sessions of users, wherever in the cluster they are, which of their sockets end. */
record EndedSessions(ActorSystem<?> system) implements LiveSessions {
  @Override
  public void endAll(Username user) {
    UserSession.of(system, user)
        .tell(new SessionCommand.EndAll("password reset or account deleted"));
  }

  @Override
  public void end(Username user, SessionId session) {
    UserSession.of(system, user).tell(new SessionCommand.End(session, "ended by its user"));
  }
}

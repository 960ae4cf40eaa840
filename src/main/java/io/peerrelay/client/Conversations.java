package io.peerrelay.client;

import io.peerrelay.protocol.PeopleRequest;

/** What conversations need of one connection after the other. */
final class Conversations {
  private final Line line;
  private final IncomingMessages incoming;
  private final CatchingUp catchingUp;
  private final OutgoingMessages outgoing;

  /** Whose presence is to be told; null for nobody's. The relay knows it for a connection only. */
  private volatile PeopleRequest.Presence watched;

  Conversations(Line line) {
    this.line = line;
    incoming = new IncomingMessages(line);
    catchingUp = new CatchingUp(line, incoming);
    outgoing = new OutgoingMessages(line);
  }

  IncomingMessages incoming() {
    return incoming;
  }

  OutgoingMessages outgoing() {
    return outgoing;
  }

  void watch(PeopleRequest.Presence users) {
    watched = users;
    line.tell(users);
  }

  /** Right behind the login that is being sent. */
  void onLoginSent(RelayConnection connection) {
    catchingUp.sync(connection);
  }

  /** Connected and logged in again. */
  void onReconnected() {
    outgoing.onReconnected();
    PeopleRequest.Presence users = watched;
    if (users != null) line.tell(users);
  }

  void failAll(RelayException reason) {
    outgoing.failAll(reason);
  }
}

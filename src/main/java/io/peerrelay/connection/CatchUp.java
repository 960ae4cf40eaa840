package io.peerrelay.connection;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import java.util.HashSet;
import java.util.Set;

/** A {@code sync} of one socket: it is answered when each conversation has caught up, or failed. */
final class CatchUp {
  private final Answers answers;

  /** Null while there is none. */
  private Sync underWay;

  /**
   * @param behind what has to catch up before the client is told that it has
   */
  private record Sync(String re, Set<ConversationId> behind) {}

  CatchUp(Answers answers) {
    this.answers = answers;
  }

  /**
   * @return whether it begins; one that is under way goes on, and the other is refused
   */
  boolean begin(String request) {
    if (underWay != null) {
      answers.refuse(request, ErrorCode.BUSY.because("A `sync` is under way on this socket."));
      return false;
    }
    underWay = new Sync(request, new HashSet<>());
    return true;
  }

  void await(Set<ConversationId> conversations) {
    if (underWay != null) underWay.behind().addAll(conversations);
  }

  void reached(ConversationId conversation) {
    if (underWay != null && underWay.behind().remove(conversation)) endIfDone();
  }

  void endIfDone() {
    if (underWay == null || !underWay.behind().isEmpty()) return;
    answers.send(underWay.re(), new ServerMessage.Synced());
    underWay = null;
  }

  /**
   * @param problem null where no answer came in time
   */
  void fail(Problem problem) {
    if (underWay == null) return;
    if (problem == null) answers.refuseOverdue(underWay.re());
    else answers.refuse(underWay.re(), problem);
    underWay = null;
  }
}

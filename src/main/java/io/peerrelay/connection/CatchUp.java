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

  /** Those that have to catch up before the client is told that it has. */
  private final Set<ConversationId> behind = new HashSet<>();

  private String re;
  private boolean isUnderWay;

  CatchUp(Answers answers) {
    this.answers = answers;
  }

  /**
   * @return whether it begins; one that is under way goes on, and the other is refused
   */
  boolean begin(String request) {
    if (isUnderWay) {
      answers.refuse(request, ErrorCode.BUSY.because("A `sync` is under way on this socket."));
      return false;
    }
    isUnderWay = true;
    re = request;
    return true;
  }

  void await(Set<ConversationId> conversations) {
    behind.addAll(conversations);
  }

  void reached(ConversationId conversation) {
    if (behind.remove(conversation)) endIfDone();
  }

  void endIfDone() {
    if (!isUnderWay || !behind.isEmpty()) return;
    answers.send(re, new ServerMessage.Synced());
    isUnderWay = false;
  }

  /**
   * @param problem null where no answer came in time
   */
  void fail(Problem problem) {
    if (!isUnderWay) return;
    if (problem == null) answers.refuseOverdue(re);
    else answers.refuse(re, problem);
    behind.clear();
    isUnderWay = false;
  }
}

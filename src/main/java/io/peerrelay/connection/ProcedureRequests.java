package io.peerrelay.connection;

import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.Username;

/** Calls of stored procedures, on their way to them and back. */
final class ProcedureRequests {
  private final Answers answers;
  private final Procedures procedures;
  private final Inquiries inquiries;

  ProcedureRequests(Answers answers, Procedures procedures, Inquiries inquiries) {
    this.answers = answers;
    this.procedures = procedures;
    this.inquiries = inquiries;
  }

  /**
   * @param by null where nobody has logged in
   */
  void handle(String re, Username by, ProcedureCall call) {
    inquiries.then(
        procedures.call(call, by),
        outcome -> {
          if (outcome instanceof Procedures.Outcome.Returned returned)
            answers.send(re, returned.rows());
          else if (outcome instanceof Procedures.Outcome.Refused refused)
            answers.refuse(re, refused.problem());
          else answers.refuseOverdue(re);
        });
  }
}

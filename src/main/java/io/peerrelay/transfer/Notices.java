package io.peerrelay.transfer;

import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;

/**
 * How the end of a transfer is told.
 *
 * @param toParties to the connections that took part
 * @param toDevices to the devices of the receiver on which the offer still waited
 * @param summary for the log: who, how much, how it ended; never a file's name
 */
record Notices(ServerMessage toParties, ServerMessage toDevices, String summary) {
  static Notices of(TransferId id, TransferState.Open open, TransferEvent.End event) {
    String who =
        "Transfer "
            + id
            + " from "
            + open.from()
            + " to "
            + open.to()
            + ", "
            + open.total()
            + " bytes: ";
    if (event instanceof TransferEvent.Completed completed) {
      ServerMessage notice =
          new ServerMessage.Completed(
              id, completed.bytes(), completed.sha256(), completed.seconds());
      return new Notices(notice, notice, who + "completed in " + completed.seconds() + " s");
    }
    if (event instanceof TransferEvent.Declined declined) {
      ServerMessage notice = new ServerMessage.Declined(id, open.to(), declined.reason());
      return new Notices(notice, notice, who + "declined");
    }
    if (event instanceof TransferEvent.Expired) {
      String reason = "expired";
      return new Notices(
          new ServerMessage.Cancelled(id, ServerMessage.Cancelled.RELAY, reason),
          new ServerMessage.Withdrawn(id, reason),
          who + reason);
    }
    if (event instanceof TransferEvent.Failed failed) {
      Problem problem = failed.problem();
      ServerMessage notice =
          new ServerMessage.Failed(id, problem.code(), problem.message(), problem.code().hint());
      return new Notices(notice, notice, who + "failed with " + problem.code().code());
    }
    TransferEvent.Cancelled cancelled = (TransferEvent.Cancelled) event;
    ServerMessage notice = new ServerMessage.Cancelled(id, cancelled.by(), cancelled.reason());
    return new Notices(notice, notice, who + "cancelled by " + cancelled.by());
  }
}

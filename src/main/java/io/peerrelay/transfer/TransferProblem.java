package io.peerrelay.transfer;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import java.util.List;

/** What can be wrong with a request about a transfer, in words. */
final class TransferProblem {
  private TransferProblem() {}

  /** The same answer for a user who is not there and for one who does not exist. */
  static Problem notOnline(Username to, SessionCommand.Presence presence) {
    if (presence == null)
      return ErrorCode.UNAVAILABLE.because("The session of " + to + " did not answer in time.");
    if (presence == SessionCommand.Presence.FULL)
      return ErrorCode.BUSY.because("Too many offers wait for " + to + ".");
    return ErrorCode.USER_OFFLINE.because("to: " + to + " is not online.");
  }

  static Problem mismatch(String how) {
    return ErrorCode.DIGEST_MISMATCH.because("sha256: " + how + " (expected: the same)");
  }

  static Problem notYours(String what) {
    return ErrorCode.NOT_YOURS.because("It is not for you to " + what + " this transfer.");
  }

  static Problem incomplete(TransferState.Open open) {
    return ErrorCode.INCOMPLETE.because(
        open.isAccepted()
            ? "Not all of the " + open.total() + " bytes have passed over this socket yet."
            : "The offer was not accepted yet.");
  }

  static Problem noSuchFile(List<Integer> chosen, TransferState.Open open) {
    return ErrorCode.BAD_FIELD.because(
        "files: "
            + chosen.get(chosen.size() - 1)
            + " (expected: 0 to "
            + (open.offered().size() - 1)
            + ")");
  }

  static Problem pastEnd(long offset, TransferState.Open open) {
    return ErrorCode.BAD_FIELD.because(
        "offset: " + offset + " (expected: 0 to " + open.total() + ")");
  }

  static Problem busy() {
    return ErrorCode.BUSY.because("Another request moves the bytes of this side already.");
  }

  static Problem idle() {
    return ErrorCode.IDLE.because("The sender has sent nothing for too long.");
  }

  static Problem alreadyAnswered() {
    return ErrorCode.ALREADY_ANSWERED.because("The offer was accepted already.");
  }

  static Problem noSuchTransfer(TransferId id) {
    return ErrorCode.NO_SUCH_TRANSFER.because("transfer: " + id + " has ended or never was.");
  }
}

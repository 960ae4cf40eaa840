package io.peerrelay.client;

import io.peerrelay.protocol.ServerMessage;

/** A transfer that ended without being completed. */
public final class TransferEndedException extends RelayException {
  private static final long serialVersionUID = 1L;

  /** How it ended. */
  public enum Outcome {
    /** The receiver did not want it. */
    DECLINED,
    /** A side cancelled it, or the relay did because a side was gone or did not answer in time. */
    CANCELLED,
    /** The offer can't be answered by this device any more. */
    WITHDRAWN,
    /** The relay found it broken. */
    FAILED,
    /** A file is no longer what this side offered. */
    CHANGED
  }

  private final Outcome outcome;

  private TransferEndedException(Outcome outcome, String message, String hint, boolean retryable) {
    super(message, hint, retryable, null);
    this.outcome = outcome;
  }

  static TransferEndedException of(ServerMessage.Declined declined) {
    return new TransferEndedException(
        Outcome.DECLINED, declined.by() + " declined" + why(declined.reason()), null, false);
  }

  static TransferEndedException of(ServerMessage.Cancelled cancelled) {
    String by = cancelled.by().equals(ServerMessage.Cancelled.RELAY) ? "the relay" : cancelled.by();
    return new TransferEndedException(
        Outcome.CANCELLED,
        "The transfer was cancelled by " + by + why(cancelled.reason()),
        null,
        true);
  }

  static TransferEndedException of(ServerMessage.Withdrawn withdrawn) {
    return new TransferEndedException(
        Outcome.WITHDRAWN, "The offer was withdrawn" + why(withdrawn.reason()), null, false);
  }

  static TransferEndedException of(ServerMessage.Failed failed) {
    return new TransferEndedException(
        Outcome.FAILED, failed.message(), failed.hint(), failed.code().retryable());
  }

  static TransferEndedException cancelledHere(String reason) {
    return new TransferEndedException(
        Outcome.CANCELLED, "The transfer was cancelled by this side" + why(reason), null, true);
  }

  static TransferEndedException changed(String file) {
    return new TransferEndedException(
        Outcome.CHANGED,
        file + " changed after it was offered.",
        "Send it again when nothing writes to it any more.",
        true);
  }

  public Outcome outcome() {
    return outcome;
  }

  private static String why(String reason) {
    return reason == null ? "." : ": " + reason;
  }
}

package io.peerrelay.procedure;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import java.sql.SQLException;

/**
 * What a client is told of a call that failed: a code and our own words. Those of the database may
 * hold its tables, its address and other people's data.
 */
final class Failure {
  private static final String CANCELLED = "57014";

  private Failure() {}

  static Problem of(SQLException e) {
    String state = e.getSQLState() == null ? "08000" : e.getSQLState();
    if (state.equals(CANCELLED))
      return ErrorCode.UNAVAILABLE.because(
          "The procedure took too long and was ended; nothing of it is kept.");
    return switch (state.substring(0, 2)) {
      // connection, login, no such database, resources, ended by an operator, system
      case "08", "28", "3D", "53", "57", "58", "HY" ->
          ErrorCode.UNAVAILABLE.because("The database of stored procedures is not there.");
      case "40" ->
          ErrorCode.BUSY.because("The procedure stood in the way of others; nothing is kept.");
      default ->
          ErrorCode.PROCEDURE_FAILED.because(
              "The procedure does not take these values, or failed; nothing of it is kept.");
    };
  }

  static Problem unanswered() {
    return ErrorCode.UNAVAILABLE.because(
        "No answer in time; whether the procedure was carried out is not known.");
  }

  static Problem notBegun() {
    return ErrorCode.UNAVAILABLE.because(
        "The database of stored procedures did not come to it in time; nothing was done.");
  }

  static Problem tooLarge(String limit) {
    return ErrorCode.TOO_LARGE.because(
        "The procedure returned more than " + limit + "; nothing of what it did is kept.");
  }
}

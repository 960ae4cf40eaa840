package io.peerrelay.cli;

import io.peerrelay.client.RelayException;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.protocol.ErrorCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one or two lines why a command failed, and with which exit code it ends. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    print(e, command.getErr());
    ParseResult own = command.getParseResult();
    if (own != null && own.hasMatchedOption(RelayOptions.VERBOSE)) {
      e.printStackTrace(command.getErr());
      command.getErr().flush();
    }
    return exitCode(e);
  }

  /** For a failure that does not end the command. */
  static void print(Throwable e, PrintWriter err) {
    err.println(Plain.text(e.getMessage() == null ? e.toString() : e.getMessage()));
    String hint = hint(e);
    if (hint != null) err.println(Plain.text(hint));
    err.flush();
  }

  private static int exitCode(Exception e) {
    if (e instanceof CommandFailure failure) return failure.exitCode();
    if (e instanceof TransferEndedException ended)
      return ended.outcome() == TransferEndedException.Outcome.DECLINED
          ? ExitCode.OTHER_SIDE
          : ExitCode.FAILED;
    if (e instanceof RelayException refused)
      return refused.code().map(Failures::exitCode).orElse(ExitCode.FAILED);
    return ExitCode.FAILED;
  }

  private static int exitCode(ErrorCode code) {
    return switch (code) {
      case USER_OFFLINE -> ExitCode.OTHER_SIDE;
      case NOT_LOGGED_IN, BAD_CREDENTIALS, NOT_CONFIRMED, LOCKED_OUT -> ExitCode.NOT_LOGGED_IN;
      default -> ExitCode.FAILED;
    };
  }

  private static String hint(Throwable e) {
    if (e instanceof CommandFailure failure) return failure.hint();
    if (!(e instanceof RelayException refused)) return null;
    String said = refused.hint().orElse(null);
    return refused.code().map(code -> hint(code, said)).orElse(said);
  }

  // The relay's hints speak of messages; here they must speak of commands.
  private static String hint(ErrorCode code, String said) {
    return switch (code) {
      case NOT_LOGGED_IN -> "Log in first: " + Cli.NAME + " login --user NAME";
      case NOT_CONFIRMED ->
          "Confirm first: " + Cli.NAME + " confirm --user NAME CODE (or --resend for a new code).";
      case BAD_CREDENTIALS -> "Check the name and the password.";
      case CODE_EXPIRED -> "Ask for a new one: " + Cli.NAME + " confirm --user NAME --resend";
      default -> said;
    };
  }
}

package io.peerrelay.cli;

/** How a command ends. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int OTHER_SIDE = 3;
  static final int NOT_LOGGED_IN = 4;

  private ExitCode() {}
}

package io.peerrelay.cli;

import java.io.PrintWriter;

/** Shows how far a transfer is. */
interface Progress extends AutoCloseable {
  /**
   * @param bytes of the transfer that have passed so far
   */
  void update(long bytes);

  @Override
  void close();

  /** A bar for a person at a terminal, else a line now and then. */
  static Progress of(Environment environment, String what, long size, PrintWriter lines) {
    return environment.terminal().isPresent()
        ? new ProgressBars(what, size)
        : new ProgressLines(what, size, lines);
  }
}

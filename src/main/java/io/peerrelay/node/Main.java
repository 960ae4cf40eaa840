package io.peerrelay.node;

import io.peerrelay.bench.BenchCommand;
import io.peerrelay.cli.Cli;

/** The program: a relay, and the commands of its clients. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Cli.commandLine(new ServeCommand(), new BenchCommand()).execute(arguments));
  }
}

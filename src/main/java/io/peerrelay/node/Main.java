package io.peerrelay.node;

import io.peerrelay.bench.BenchCommand;
import io.peerrelay.bench.messages.MessagesCommand;
import io.peerrelay.cli.Cli;
import picocli.CommandLine;

/** The program: a relay, and the commands of its clients. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine bench =
        new CommandLine(new BenchCommand())
            .addSubcommand(new MessagesCommand())
            .addSubcommand(new ServeSpikeCommand());
    System.exit(Cli.commandLine(new ServeCommand(), bench).execute(arguments));
  }
}

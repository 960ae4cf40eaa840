package io.peerrelay.node;

import io.peerrelay.bench.BenchCommand;
import io.peerrelay.bench.messages.MessagesCommand;
import io.peerrelay.cli.Cli;
import picocli.CommandLine;

/** The program: a relay, and the commands of its clients. */
public final class Main {
  private static final String POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private Main() {}

  public static void main(String[] arguments) {
    shareThreads();
    CommandLine bench =
        new CommandLine(new BenchCommand())
            .addSubcommand(new MessagesCommand())
            .addSubcommand(new ServeSpikeCommand());
    System.exit(Cli.commandLine(new ServeCommand(), bench).execute(arguments));
  }

  /**
   * What waits for an answer of an actor goes on in Java's common pool; but where that would have
   * one thread, as on two cores, Java starts a new thread for each such step. It has to be told
   * before the first.
   */
  private static void shareThreads() {
    if (System.getProperty(POOL) == null && Runtime.getRuntime().availableProcessors() <= 2)
      System.setProperty(POOL, "2");
  }
}

package io.peerrelay.cli;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for offers and takes them into a folder. */
@Command(
    name = "receive",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Receive what others send, until you press Ctrl-C.")
final class ReceiveCommand implements Callable<Integer> {
  /** What to do with an offer. */
  enum Answer {
    ASK,
    ALL,
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Environment environment;

  @Mixin private RelayOptions options;

  @Option(
      names = "--from",
      paramLabel = "USER",
      description = "Only from this user; other offers are left alone.")
  private Username from;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files go (default: this folder). No file is ever written over.")
  private Path folder;

  @Option(
      names = "--accept",
      paramLabel = "ask|all|none",
      defaultValue = "ask",
      description = "Ask about each offer, accept all, or decline all (default: ask).")
  private Answer answer;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Stop after N offers were declined, or accepted and are received.")
  private Integer count;

  ReceiveCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (answer == Answer.ASK && environment.terminal().isEmpty())
      throw options.misuse("--accept ask: there is no terminal to ask at; add --accept all.");
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw options.misuse("--into: " + folder + " (expected: a folder)");
    if (count != null && count < 1) throw options.misuse("--count: " + count + " (expected: >= 1)");
    PrintWriter out = options.command().getOut();
    SignIn signIn = new SignIn(environment, options);
    Reception reception =
        new Reception(
            new Reception.Wish(from, folder, answer, count == null ? Integer.MAX_VALUE : count),
            environment,
            out,
            options.command().getErr());
    try (Session session = signIn.resume(listener(reception))) {
      out.printf("Waiting for files for %s. Ctrl-C ends it.%n", session.user());
      out.flush();
      return reception.run() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static RelayListener listener(Reception reception) {
    return new RelayListener() {
      @Override
      public void onOffer(IncomingOffer offer) {
        reception.offered(offer);
      }

      @Override
      public void onClosed(RelayException reason) {
        reception.closed(reason);
      }
    };
  }
}

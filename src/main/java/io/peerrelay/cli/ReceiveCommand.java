package io.peerrelay.cli;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.PatternSyntaxException;
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
    TRUSTED,
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
      paramLabel = "ask|trusted|all|none",
      defaultValue = "ask",
      description =
          "Ask about each offer (the default); accept those of trusted users, asking about others"
              + " if there is a terminal; accept all; or decline all.")
  private Answer answer;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Stop after N offers were declined, or accepted and are received.")
  private Integer count;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "Take only files whose path or name fits, as '*.jpg' or 'photos/**'; may be repeated.")
  private List<String> only = List.of();

  @Option(
      names = "--url",
      description = "Print an address to GET the bytes from, as by curl, and wait for the end.")
  private boolean url;

  ReceiveCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (answer == Answer.ASK && environment.terminal().isEmpty())
      throw options.misuse(
          "--accept ask: there is no terminal to ask at; add --accept trusted or all.");
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw options.misuse("--into: " + folder + " (expected: a folder)");
    if (count != null && count < 1) throw options.misuse("--count: " + count + " (expected: >= 1)");
    PrintWriter out = options.command().getOut();
    PrintWriter err = options.command().getErr();
    int most = count == null ? Integer.MAX_VALUE : count;
    Reception.Wish wish =
        new Reception.Wish(from, folder, answer, most, url, new Filter(folder, patterns()));
    BlockingQueue<Reception.Event> events = new LinkedBlockingQueue<>();
    SignIn signIn = new SignIn(environment, options);
    TransferStore store = new TransferStore(environment.state(), err);
    try (Session session = signIn.resume(listener(events, err))) {
      Desk desk = new Desk(environment, signIn.servers(), session, store, out, err);
      Reception reception = new Reception(wish, desk, events);
      reception.resumeEarlier();
      desk.say("Waiting for files for %s. Ctrl-C ends it.", session.user());
      return reception.run() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private List<PathMatcher> patterns() {
    try {
      return only.stream().map(Filter::pattern).toList();
    } catch (PatternSyntaxException e) {
      throw options.misuse("--only: " + e.getMessage());
    }
  }

  private static RelayListener listener(BlockingQueue<Reception.Event> events, PrintWriter err) {
    return new Announcements(err) {
      @Override
      public void onOffer(IncomingOffer offer) {
        events.add(new Reception.Offered(offer));
      }

      @Override
      public void onClosed(RelayException reason) {
        events.add(new Reception.Closed(reason));
      }
    };
  }
}

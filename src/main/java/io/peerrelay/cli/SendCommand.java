package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.LinkedTransfer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.client.TransferEndedException.Outcome;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Offers files to one user, waits for the answer, and sends them. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Send files and folders to another user, who must be there to receive them.")
final class SendCommand implements Callable<Integer> {
  /** A file that changes more often than that is being written to all the time. */
  private static final int MOST_OFFERS = 3;

  private final Environment environment;

  @Mixin private RelayOptions options;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "What to send: files, folders.")
  private List<Path> files = List.of();

  @Option(names = "--to", paramLabel = "USER", description = "Who gets it.")
  private Username to;

  @Option(names = "--note", paramLabel = "TEXT", description = "A word along with it.")
  private String note;

  @Option(names = "--zstd", description = "Pack what gets notably smaller by Zstandard.")
  private boolean zstd;

  @Option(names = "--resume", description = "Go on with all that an earlier run left unfinished.")
  private boolean resume;

  @Option(
      names = "--url",
      description = "Print an address to PUT the one file to, as by curl -T, and wait for the end.")
  private boolean url;

  SendCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    checkUsage();
    Selection selection = Selection.of(files);
    if (url && (selection.sources().size() != 1 || selection.sources().get(0).path() == null))
      throw options.misuse("--url: several files (expected: one)");
    PrintWriter out = options.command().getOut();
    PrintWriter err = options.command().getErr();
    SignIn signIn = new SignIn(environment, options);
    TransferStore store = new TransferStore(environment.state(), err);
    try (Session session = signIn.resume(new Announcements(err))) {
      Desk desk = new Desk(environment, signIn.servers(), session, store, out, err);
      if (resume) return resumeAll(desk);
      if (url) sendByAddress(desk, selection.sources().get(0));
      else send(desk, selection);
    }
    return ExitCode.DONE;
  }

  private void checkUsage() {
    if (resume && !files.isEmpty()) throw options.misuse("--resume: files (expected: none)");
    if (resume) return;
    if (files.isEmpty()) throw options.misuse("Missing required parameter: 'FILE'");
    if (to == null) throw options.misuse("Missing required option: '--to=USER'");
    if (url && zstd) throw options.misuse("--zstd: with --url (expected: one of them)");
  }

  private void send(Desk desk, Selection selection) {
    List<TransferStore.Held<Unfinished.Sending>> earlier =
        desk.store()
            .take(
                Unfinished.Sending.class,
                transfer ->
                    desk.owns(transfer)
                        && transfer.to().equals(to)
                        && transfer.isOf(selection.sources()));
    for (TransferStore.Held<Unfinished.Sending> record : earlier)
      if (isFinished(desk, record)) return;
    offer(desk, to, note, selection);
  }

  /** Whether all is sent; else it ended before or files changed: it has to be offered anew. */
  private boolean isFinished(Desk desk, TransferStore.Held<Unfinished.Sending> record) {
    Sending sending = Sending.resume(desk, record);
    try {
      sending.finish();
      return true;
    } catch (RelayException e) {
      if (!sending.isToBeOfferedAnew(e)) throw e;
      desk.say("%s Starting over.", Plain.text(e.getMessage()));
      return false;
    }
  }

  private void offer(Desk desk, Username receiver, String word, Selection selection) {
    Selection current = selection;
    for (int offers = 1; ; offers++) {
      List<Source> sources = new Preparation(desk, zstd).prepare(current);
      try {
        Sending.offer(desk, receiver, word, sources).finish();
        return;
      } catch (TransferEndedException e) {
        if (e.outcome() != Outcome.CHANGED || offers == MOST_OFFERS) throw e;
        desk.say("%s Starting over.", Plain.text(e.getMessage()));
        current = Selection.again(sources);
      }
    }
  }

  private int resumeAll(Desk desk) {
    List<Sending> all = new ArrayList<>();
    for (TransferStore.Held<Unfinished.Sending> record :
        desk.store().take(Unfinished.Sending.class, desk::owns))
      all.add(Sending.resume(desk, record));
    if (all.isEmpty()) desk.say("There is nothing unfinished.");
    boolean allWell = true;
    for (Sending sending : all) allWell &= finishes(desk, sending);
    return allWell ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean finishes(Desk desk, Sending sending) {
    try {
      sending.finish();
      return true;
    } catch (TransferEndedException e) {
      if (e.outcome() != Outcome.CHANGED) return failed(desk, e);
      desk.say("%s Starting over.", Plain.text(e.getMessage()));
      Unfinished.Sending record = sending.record();
      offer(desk, record.to(), record.note(), Selection.again(record.sources()));
      return true;
    } catch (RelayException | CommandFailure e) {
      return failed(desk, e);
    }
  }

  private static boolean failed(Desk desk, RuntimeException e) {
    Failures.print(e, desk.err());
    return false;
  }

  private void sendByAddress(Desk desk, Source source) {
    LinkedTransfer transfer =
        await(
            desk.client()
                .offerByAddress(
                    to, List.of(source.offered()), note, address -> desk.say(desk.web(address))));
    desk.say("Offered %s to %s; waiting for the answer.", Sizes.text(transfer.files()), to);
    ServerMessage.Completed done = await(transfer.completed());
    desk.say("Sent %s to %s. SHA-256 %s", Sizes.text(transfer.files()), to, done.sha256());
  }
}

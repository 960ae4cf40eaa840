package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import io.peerrelay.client.RelayListener;
import io.peerrelay.client.TransferEndedException;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    description = "Send files to another user, who must be there to receive them.")
final class SendCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to send.")
  private List<Path> files;

  @Option(names = "--to", required = true, paramLabel = "USER", description = "Who gets it.")
  private Username to;

  @Option(names = "--note", paramLabel = "TEXT", description = "A word along with it.")
  private String note;

  SendCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<OfferedFile> offered = checked();
    PrintWriter out = options.command().getOut();
    SignIn signIn = new SignIn(environment, options);
    try (Session session = signIn.resume(new RelayListener() {})) {
      OutgoingTransfer transfer = await(session.client().offer(to, offered, note));
      String what = Sizes.text(transfer.files());
      out.printf("Offered %s to %s; waiting for the answer.%n", what, to);
      out.flush();
      awaitAccepted(transfer);
      ServerMessage.Completed done = send(transfer, what);
      out.printf(
          Locale.ROOT,
          "Sent %s to %s in %.1f s. SHA-256 %s%n",
          what,
          to,
          done.seconds(),
          done.sha256());
    }
    return ExitCode.DONE;
  }

  private ServerMessage.Completed send(OutgoingTransfer transfer, String what) {
    PrintWriter lines = options.command().getErr();
    try (Progress progress = Progress.of(environment, what, transfer.size(), lines)) {
      transfer.onProgress(progress::update);
      return await(transfer.completed());
    }
  }

  private void awaitAccepted(OutgoingTransfer transfer) {
    try {
      await(transfer.accepted());
    } catch (TransferEndedException e) {
      // Whatever the reason: the other side did not take it.
      throw new CommandFailure(ExitCode.OTHER_SIDE, e.getMessage(), e.hint().orElse(null));
    }
  }

  /** All of them, before anybody is bothered with an offer. */
  private List<OfferedFile> checked() {
    List<OfferedFile> offered = new ArrayList<>();
    for (Path file : files) {
      if (!Files.exists(file)) throw unfit(file + ": there is no such file.", null);
      if (Files.isDirectory(file))
        throw unfit(file + " is a folder.", "Send its files, or pack it into an archive first.");
      if (!Files.isReadable(file)) throw unfit(file + " can't be read.", "Check its permissions.");
      try {
        offered.add(OfferedFile.of(file));
      } catch (IOException e) {
        throw unfit(file + " can't be read: " + e, null);
      }
    }
    return offered;
  }

  private static CommandFailure unfit(String message, String hint) {
    return new CommandFailure(ExitCode.FAILED, message, hint);
  }
}

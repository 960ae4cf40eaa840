package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.SessionInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists where the user is logged in, and ends what should not be. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "List where you are logged in; or end one of that.")
final class DevicesCommand implements Callable<Integer> {
  private static final String UNKNOWN = "-";

  private final Environment environment;

  @Mixin private RelayOptions options;

  DevicesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (Session session = session(options)) {
      for (SessionInfo one : await(session.client().devices().sessions()))
        options.command().getOut().println(line(one));
    }
    return ExitCode.DONE;
  }

  /** {@code SESSION here|online|since when DEVICE}. */
  private static String line(SessionInfo session) {
    String device = session.device() == null ? UNKNOWN : Plain.text(session.device());
    String seen = session.lastSeen() == null ? UNKNOWN : session.lastSeen().toString();
    String state = session.current() ? "here" : session.online() ? "online" : seen;
    return "%s  %s  %s".formatted(session.session(), state, device);
  }

  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Log another device out, wherever it is.")
  int end(@Mixin RelayOptions relay, @Parameters(paramLabel = "SESSION") SessionId session) {
    try (Session signedIn = session(relay)) {
      await(signedIn.client().devices().end(session));
      relay.command().getOut().printf("%s is logged out now.%n", session);
    }
    return ExitCode.DONE;
  }

  private Session session(RelayOptions relay) {
    return new SignIn(environment, relay).resume(new RelayListener() {});
  }
}

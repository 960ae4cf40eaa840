package io.peerrelay.cli;

import io.peerrelay.client.RelayListener;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says who is logged in, having asked the relay. */
@Command(
    name = "whoami",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Show who you are logged in as.")
final class WhoamiCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  WhoamiCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SignIn signIn = new SignIn(environment, options);
    try (Session session = signIn.resume(new RelayListener() {})) {
      options
          .command()
          .getOut()
          .printf(
              "%s at %s, until %s%n",
              session.user(), signIn.servers(), session.welcome().expiresAt());
    }
    return ExitCode.DONE;
  }
}

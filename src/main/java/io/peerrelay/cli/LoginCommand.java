package io.peerrelay.cli;

import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Logs in by a password and keeps the token. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Log in, and stay so until you log out or don't come back for long.")
final class LoginCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  LoginCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SignIn signIn = new SignIn(environment, options);
    Username user = signIn.user();
    Secret password = signIn.passwords().current();
    try (RelayClient client = signIn.connect(new RelayListener() {})) {
      signIn.login(client, user, password);
    }
    options.command().getOut().printf("Logged in as %s at %s.%n", user, signIn.servers());
    return ExitCode.DONE;
  }
}

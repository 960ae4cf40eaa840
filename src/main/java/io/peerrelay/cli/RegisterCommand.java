package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an account; without an e-mail address it can be used at once. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Make an account and log in.")
final class RegisterCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description =
          "Where a forgotten password can be reset; a code is sent there that must be confirmed.")
  private EmailAddress email;

  RegisterCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SignIn signIn = new SignIn(environment, options);
    Username user = options.requiredUser();
    Secret password = signIn.passwords().fresh();
    PrintWriter out = options.command().getOut();
    try (RelayClient client = signIn.connect(new RelayListener() {})) {
      ServerMessage.Registered registered = await(client.register(user, password, email));
      if (registered.confirmationRequired()) {
        out.printf("Registered %s. A mail with a code is on its way to %s.%n", user, email);
        out.printf("Next: %s confirm --user %s CODE%n", Cli.NAME, user);
      } else {
        signIn.login(client, user, password);
        out.printf("Registered and logged in as %s at %s.%n", user, signIn.servers());
      }
    }
    return ExitCode.DONE;
  }
}

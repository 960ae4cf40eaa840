package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confirms an e-mail address by the code that was sent there. */
@Command(
    name = "confirm",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Confirm an account by the code from the mail, or ask for a new code.")
final class ConfirmCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  @ArgGroup(multiplicity = "1")
  private What what;

  private static final class What {
    @Parameters(paramLabel = "CODE", description = "The code from the newest mail.")
    private Secret code;

    @Option(names = "--resend", description = "Send a new code.")
    private boolean resend;
  }

  ConfirmCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SignIn signIn = new SignIn(environment, options);
    Username user = options.requiredUser();
    try (RelayClient client = signIn.connect(new RelayListener() {})) {
      if (what.resend) {
        await(client.resendConfirmation(user));
        print("A mail with a new code is on its way, if %s waits for one.%n", user);
      } else {
        await(client.confirm(user, what.code));
        print("Confirmed. Next: %s login --user %s%n", Cli.NAME, user);
      }
    }
    return ExitCode.DONE;
  }

  private void print(String format, Object... values) {
    options.command().getOut().printf(format, values);
  }
}

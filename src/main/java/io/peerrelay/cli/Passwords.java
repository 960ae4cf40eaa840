package io.peerrelay.cli;

import io.peerrelay.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a password may come from: a file, the environment, or a person; never an argument. */
final class Passwords {
  private static final String VARIABLE = "PEER_RELAY_PASSWORD";
  private final Environment environment;
  private final RelayOptions options;

  Passwords(Environment environment, RelayOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /** One that is there without asking. */
  Optional<Secret> atHand() {
    if (options.passwordFile().isPresent()) return options.passwordFile().map(Passwords::read);
    return environment.variable(VARIABLE).map(Secret::new);
  }

  /** One that exists: asks if there is none at hand. */
  Secret current() {
    return atHand().orElseGet(() -> ask("Password: "));
  }

  /** A new one: if it has to be asked for, then twice. */
  Secret fresh() {
    Optional<Secret> atHand = atHand();
    if (atHand.isPresent()) return atHand.get();
    Secret password = ask("New password: ");
    if (!password.equals(ask("The same again: ")))
      throw new CommandFailure(ExitCode.FAILED, "The two passwords differ.", "Try again.");
    return password;
  }

  private Secret ask(String prompt) {
    Terminal terminal =
        environment
            .terminal()
            .orElseThrow(
                () ->
                    options.misuse(
                        "A password is needed, and there is no terminal to ask for it: set "
                            + VARIABLE
                            + " or give --password-file."));
    return terminal
        .askHidden(prompt)
        .filter(password -> !password.isEmpty())
        .map(Secret::new)
        .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "No password was given.", null));
  }

  private static Secret read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return new Secret(lines.findFirst().orElse(""));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "--password-file: " + file + " can't be read (" + e + ").", null);
    }
  }
}

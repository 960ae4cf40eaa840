package io.peerrelay.cli;

import io.peerrelay.protocol.Username;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that talks to a relay. */
final class RelayOptions {
  static final String VERBOSE = "--verbose";
  private static final String DEFAULT_SERVER = "ws://127.0.0.1:8080";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--server",
      paramLabel = "URI[,URI...]",
      description =
          "The relay, ws://host:port or wss://host:port; several servers of one relay with commas"
              + " between them (default: $PEER_RELAY_SERVER, or "
              + DEFAULT_SERVER
              + ").")
  private String server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Your name there (default: whoever logged in there last).")
  private Username user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the password as its first line (default: $PEER_RELAY_PASSWORD, or you are"
              + " asked).")
  private Path passwordFile;

  // Whether it was given is asked of the parser, where a failure is printed.
  @SuppressWarnings("UnusedVariable")
  @Option(names = VERBOSE, description = "Show where in the program an error came from.")
  private boolean verbose;

  ServerList servers(Environment environment) {
    String given =
        server != null ? server : environment.variable("PEER_RELAY_SERVER").orElse(DEFAULT_SERVER);
    try {
      return ServerList.parse(given);
    } catch (IllegalArgumentException e) {
      throw misuse("--server: " + e.getMessage());
    }
  }

  Optional<Username> user() {
    return Optional.ofNullable(user);
  }

  /** For commands that can't go by an earlier login. */
  Username requiredUser() {
    if (user == null) throw misuse("Missing required option: '--user=NAME'");
    return user;
  }

  Optional<Path> passwordFile() {
    return Optional.ofNullable(passwordFile);
  }

  CommandLine command() {
    return command.commandLine();
  }

  ParameterException misuse(String message) {
    return new ParameterException(command(), message);
  }
}

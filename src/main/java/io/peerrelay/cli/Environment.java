package io.peerrelay.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands see of the process around them.
 *
 * @param variables the environment variables
 * @param terminal the person at it, if there is one
 * @param input what comes in where there is none
 */
public record Environment(
    Map<String, String> variables, Optional<Terminal> terminal, InputStream input) {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
  private static final String FOLDER = "peer-relay";

  public Environment(Map<String, String> variables, Optional<Terminal> terminal) {
    this(variables, terminal, System.in);
  }

  /** The variables and the console of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv(), ConsoleTerminal.find());
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The user's configuration folder for this program, whether it is there or not. */
  Path configuration() {
    return WINDOWS ? folder("APPDATA", "AppData/Roaming") : folder("XDG_CONFIG_HOME", ".config");
  }

  /** The user's folder for what this program must remember between two runs. */
  Path state() {
    return WINDOWS
        ? folder("LOCALAPPDATA", "AppData/Local")
        : folder("XDG_STATE_HOME", ".local/state");
  }

  private Path folder(String variable, String belowHome) {
    Optional<Path> own = variable("PEER_RELAY_CONFIG_DIR").map(Path::of);
    if (own.isPresent()) return own.get();
    return variable(variable)
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(belowHome))
        .resolve(FOLDER);
  }
}

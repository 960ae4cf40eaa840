package io.peerrelay.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands see of the process around them.
 *
 * @param variables the environment variables
 * @param terminal the person at it, if there is one
 */
public record Environment(Map<String, String> variables, Optional<Terminal> terminal) {
  private static final String FOLDER = "peer-relay";

  /** The variables and the console of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv(), ConsoleTerminal.find());
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The user's configuration folder for this program, whether it is there or not. */
  Path configuration() {
    Optional<Path> own = variable("PEER_RELAY_CONFIG_DIR").map(Path::of);
    if (own.isPresent()) return own.get();
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    Path home = Path.of(System.getProperty("user.home"));
    Path configurations =
        variable(windows ? "APPDATA" : "XDG_CONFIG_HOME")
            .map(Path::of)
            .orElse(windows ? home.resolve("AppData").resolve("Roaming") : home.resolve(".config"));
    return configurations.resolve(FOLDER);
  }
}

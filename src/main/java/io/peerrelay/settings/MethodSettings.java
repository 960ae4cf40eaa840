package io.peerrelay.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The clients of the method numbers.
 *
 * @param table the file of their methods; empty for the one in the program
 */
public record MethodSettings(Optional<Path> table) {
  static MethodSettings of(SettingsReader methods) {
    return new MethodSettings(
        methods.text("table").isBlank() ? Optional.empty() : Optional.of(methods.file("table")));
  }
}

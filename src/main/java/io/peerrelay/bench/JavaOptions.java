package io.peerrelay.bench;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How the relays are run that are written in Java, as an option of a command. */
final class JavaOptions {
  @Option(
      names = "--java-options",
      paramLabel = "FILE",
      description =
          "How Java runs the relays that are written in it (default: conf/jvm.options, if it is there).")
  private Path file;

  JavaProgram program() throws IOException {
    return JavaProgram.with(file);
  }
}

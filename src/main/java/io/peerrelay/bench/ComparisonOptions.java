package io.peerrelay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is measured beside what, and where it is written down, as options of a command. */
public final class ComparisonOptions {
  @Mixin private JavaOptions javaOptions;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description = "Descriptions of other relays: src/bench/peers.")
  private Path peers;

  @Option(
      names = "--installed",
      defaultValue = "target/bench/peers",
      paramLabel = "DIR",
      description = "Where those are installed (default: target/bench/peers).")
  private Path installed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write every single run there, too.")
  private Path json;

  /** This program, as it is to be run. */
  public JavaProgram program() throws IOException {
    return javaOptions.program();
  }

  /** All others, whatever they can do. */
  public List<Peer> peers() throws IOException {
    return peers == null ? List.of() : Peer.all(peers, installed);
  }

  /** Where every single run is to be written. */
  public Optional<Path> json() {
    return Optional.ofNullable(json);
  }
}

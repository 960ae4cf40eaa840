package io.peerrelay.bench;

import java.util.List;
import java.util.Locale;

/**
 * Under which conditions was measured.
 *
 * @param javaOptions of every relay that runs on Java; the load runs without
 * @param peers that are installed, with their versions
 * @param size of a run between sockets, in bytes
 * @param fileSize in bytes
 */
record Conditions(
    Machine machine,
    List<String> javaOptions,
    List<String> peers,
    int warmUp,
    int runs,
    long size,
    long fileSize) {
  Conditions {
    javaOptions = List.copyOf(javaOptions);
    peers = List.copyOf(peers);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        %s
        Relays on Java run with: %s.
        Medians of %d runs after %d to warm up, all in turns; %,d bytes a run, files of %,d bytes.
        MB and GB are 10^6 and 10^9 bytes. Load before it began: %.2f.%s
        """,
        machine,
        javaOptions.isEmpty() ? "its defaults" : String.join(" ", javaOptions),
        runs,
        warmUp,
        size,
        fileSize,
        machine.busy(),
        peers.isEmpty() ? "" : "\n\n- " + String.join("\n- ", peers));
  }
}

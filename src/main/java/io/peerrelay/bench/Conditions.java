package io.peerrelay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Under which conditions was measured.
 *
 * @param javaOptions of every relay that runs on Java; the load runs without
 * @param peers that are installed, with their versions
 * @param size of a run between sockets, in bytes
 * @param fileSize in bytes
 * @param busy how many processes wanted to run before it began, on average over a minute
 */
record Conditions(
    Instant time,
    String processor,
    int cores,
    String system,
    String java,
    List<String> javaOptions,
    List<String> peers,
    int warmUp,
    int runs,
    long size,
    long fileSize,
    double busy) {
  static Conditions now(
      List<String> javaOptions,
      List<String> peers,
      int warmUp,
      int runs,
      long size,
      long fileSize) {
    return new Conditions(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.runtime.version"),
        List.copyOf(javaOptions),
        List.copyOf(peers),
        warmUp,
        runs,
        size,
        fileSize,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        %s. %s, %d cores, %s, Java %s.
        Relays on Java run with: %s.
        Medians of %d runs after %d to warm up, all in turns; %,d bytes a run, files of %,d bytes.
        MB and GB are 10^6 and 10^9 bytes. Load before it began: %.2f.%s
        """,
        time,
        processor,
        cores,
        system,
        java,
        javaOptions.isEmpty() ? "its defaults" : String.join(" ", javaOptions),
        runs,
        warmUp,
        size,
        fileSize,
        busy,
        peers.isEmpty() ? "" : "\n\n- " + String.join("\n- ", peers));
  }
}

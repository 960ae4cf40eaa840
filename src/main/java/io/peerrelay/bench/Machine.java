package io.peerrelay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * On what is measured, and when.
 *
 * @param busy how many processes wanted to run before it began, on average over a minute
 */
public record Machine(
    Instant time, String processor, int cores, String system, String java, double busy) {
  public static Machine now() {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.runtime.version"),
        load());
  }

  /** How many processes want to run, on average over the last minute. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
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
        Locale.ROOT, "%s. %s, %d cores, %s, Java %s.", time, processor, cores, system, java);
  }
}

package io.peerrelay.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what users who are logged in and do nothing cost our relay. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    description = "Measure what users cost who are logged in and do nothing.")
final class IdleCommand implements Callable<Integer> {
  /** A user takes one port of this machine and one file of either process. */
  private static final int MOST_USERS = 25_000;

  /** The first so many users bring along what all of them share. */
  private static final int PART = 10;

  private static final int LONGEST_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Mixin private JavaOptions javaOptions;

  @Option(
      names = "--users",
      defaultValue = "15000",
      paramLabel = "N",
      description = "How many (default: 15000).")
  private int users;

  @Option(
      names = "--settle",
      defaultValue = "150",
      paramLabel = "SECONDS",
      description =
          "How long after the last login until all is idle: accounts stay for two minutes"
              + " (default: 150).")
  private int settle;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "How long the processor is watched (default: 60).")
  private int seconds;

  @Option(
      names = "--heap-dump",
      paramLabel = "FILE",
      description = "Write the relay's heap there when all is measured.")
  private Path heapDump;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check("--users", users, PART, MOST_USERS);
    check("--settle", settle, 0, LONGEST_SECONDS);
    check("--seconds", seconds, 1, LONGEST_SECONDS);
    try (Workplace workplace = Workplace.open()) {
      OurRelay relay = OurRelay.start(workplace, javaOptions.program(), "relay", settings());
      try (IdleUsers crowd = new IdleUsers(relay)) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(measure(relay, crowd));
        out.flush();
        if (heapDump != null) ClassHistogram.dump(relay.process(), heapDump.toAbsolutePath());
      }
    }
    return 0;
  }

  /** Hashes that cost little: what a login costs is not measured here. */
  private Map<String, String> settings() {
    return Map.of(
        "RELAY_HTTP_MAX_CONNECTIONS",
        "" + (MOST_USERS + 1),
        "RELAY_ACCOUNT_ARGON2_MEMORY",
        "8 KiB",
        "RELAY_ACCOUNT_ARGON2_ITERATIONS",
        "1");
  }

  private IdleFigures measure(OurRelay relay, IdleUsers crowd)
      throws IOException, InterruptedException {
    // Before the first look, so that what the database keeps in memory of all that is stored, up to
    // a bound, does not count for those who log in.
    say("%d users register".formatted(users));
    crowd.register(users);
    IdleFigures.Stand few = grow(relay, crowd, users / PART);
    IdleFigures.Stand many = grow(relay, crowd, users);
    Duration before = relay.process().processorTime();
    crowd.idle(seconds);
    Duration processor = relay.process().processorTime().minus(before);
    return new IdleFigures(few, many, Duration.ofSeconds(seconds), processor);
  }

  private IdleFigures.Stand grow(OurRelay relay, IdleUsers crowd, int size)
      throws IOException, InterruptedException {
    say("%d users log in".formatted(size - crowd.count()));
    crowd.growTo(size);
    say("all of them idle for %d s".formatted(settle));
    crowd.idle(settle);
    ClassHistogram heap = ClassHistogram.of(relay.process());
    return new IdleFigures.Stand(size, heap, resident(relay.process()));
  }

  /** The memory that it occupies, as the kernel reports it; 0 where it does not. */
  private static long resident(StartedProcess process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) return 0;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private void check(String option, long value, long least, long most) {
    if (value < least || value > most)
      throw new ParameterException(
          spec.commandLine(), "%s: %d (expected: %d to %d)".formatted(option, value, least, most));
  }
}

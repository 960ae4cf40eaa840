package io.peerrelay.bench;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigMemorySize;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Measures this relay beside others, and prints tables. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {ForwardCommand.class, IdleCommand.class},
    description = "Measure this relay beside others, all on this machine.")
public final class BenchCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MOST_RUNS = 1000;
  private static final int MOST_PAIRS = 64;
  private static final long LARGEST = 64L << 30;

  /** A run that is slower than this many bytes a second is given up. */
  private static final long SLOWEST = 8_000_000;

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Mixin private ComparisonOptions comparison;

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "Measured runs (default: 5).")
  private int runs;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      paramLabel = "N",
      description = "Runs before those, not counted (default: 2).")
  private int warmUp;

  @Option(
      names = "--size",
      defaultValue = "1GiB",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "Bytes of a run between sockets, all pairs together (default: 1GiB).")
  private long size;

  @Option(
      names = "--file-size",
      defaultValue = "1GiB",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "Bytes of a file between programs (default: 1GiB).")
  private long fileSize;

  @Option(
      names = "--pairs",
      defaultValue = "1,8",
      split = ",",
      paramLabel = "N",
      description = "Senders and receivers at once (default: 1,8).")
  private List<Integer> pairs;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only those whose name begins so: copy, akka, relay-64k, http, …")
  private List<String> only = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check("--runs", runs, 1, MOST_RUNS);
    check("--warm-up", warmUp, 0, MOST_RUNS);
    check("--size", size, 1, LARGEST);
    check("--file-size", fileSize, 1, LARGEST);
    for (int count : pairs) check("--pairs", count, 1, MOST_PAIRS);
    JavaProgram program = comparison.program();
    List<Peer> others = comparison.peers().stream().filter(Peer::passesBytes).toList();
    Conditions conditions = conditions(program, others);
    Figures figures = measure(program, others);
    if (comparison.json().isPresent())
      JsonReport.write(comparison.json().get(), conditions, figures);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new Report(conditions, figures));
    out.flush();
    boolean failed = figures.outcomes().stream().anyMatch(one -> one.failure().isPresent());
    return failed ? FAILED : DONE;
  }

  private Conditions conditions(JavaProgram program, List<Peer> others) throws IOException {
    return new Conditions(
        Machine.now(), program.options(), Peer.versions(others), warmUp, runs, size, fileSize);
  }

  private Figures measure(JavaProgram program, List<Peer> others)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Duration patience = LEAST_PATIENCE.plusSeconds(Math.max(size, fileSize) / SLOWEST);
    Rounds rounds =
        new Rounds(
            warmUp,
            runs,
            patience,
            line -> {
              err.println(line);
              err.flush();
            });
    Bench.Wish wish = new Bench.Wish(only, pairs, size, fileSize, others);
    try (Workplace workplace = Workplace.open()) {
      return new Figures(rounds.measure(Bench.candidates(workplace, program, wish)));
    }
  }

  private void check(String option, long value, long least, long most) {
    if (value < least || value > most)
      throw new ParameterException(
          spec.commandLine(), "%s: %d (expected: %d to %d)".formatted(option, value, least, most));
  }

  /** Sizes like 64KiB or 1GiB. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        ConfigMemorySize size = ConfigFactory.parseMap(Map.of("size", text)).getMemorySize("size");
        return size.toBytes();
      } catch (ConfigException e) {
        throw new TypeConversionException(text + " (expected: a size like 64KiB or 1GiB)");
      }
    }
  }
}

package io.peerrelay.bench.messages;

import io.peerrelay.bench.ComparisonOptions;
import io.peerrelay.bench.JavaProgram;
import io.peerrelay.bench.Machine;
import io.peerrelay.bench.Peer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures messages through this relay and others, and prints tables. */
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description = "Measure messages: one to many, beside others, one to one, and between nodes.")
public final class MessagesCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Mixin private ComparisonOptions comparison;

  @ArgGroup(exclusive = false)
  private Sizes sizes = new Sizes();

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "Only these of: ${COMPLETION-CANDIDATES}.")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Where one tells many, only those whose name begins so: relay, centrifugo, …")
  private List<String> only = List.of();

  /** What is prepared together, and ends before the next begins. */
  enum Part {
    FAN_OUT(FanOut::prepare),
    DIRECT(Direct::prepare),
    FLAT(Flat::prepare),
    NODES(Nodes::prepare);

    private final Preparation preparation;

    Part(Preparation preparation) {
      this.preparation = preparation;
    }

    /** As the option takes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Preparation {
      List<Trial> prepare(Ground ground, Wish wish) throws IOException, InterruptedException;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Peer> others =
        comparison.peers().stream().filter(peer -> Dialect.of(peer.protocol()) != null).toList();
    Wish wish;
    try {
      wish = sizes.wish(only, others);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    JavaProgram program = comparison.program();
    Machine machine = Machine.now();
    List<Result> results = measure(program, wish);
    MessageReport report =
        new MessageReport(
            machine,
            Machine.load(),
            program.options(),
            Peer.versions(others),
            sizes.turns(),
            results);
    if (comparison.json().isPresent()) MessageJson.write(comparison.json().get(), report);
    PrintWriter out = spec.commandLine().getOut();
    out.println(report);
    out.flush();
    return results.stream().allMatch(Result::isMeasured) ? DONE : FAILED;
  }

  private List<Result> measure(JavaProgram program, Wish wish)
      throws IOException, InterruptedException {
    Turns turns = new Turns(sizes.warmUp(), sizes.runs(), this::tell);
    List<Result> results = new ArrayList<>();
    for (Part part : parts)
      try (Ground ground = Ground.open(program)) {
        results.addAll(turns.measure(part.preparation.prepare(ground, wish)));
      }
    return results;
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}

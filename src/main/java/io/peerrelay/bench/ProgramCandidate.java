package io.peerrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file, handed over by the programs that people use. The first of the two is started and waits;
 * then the clock starts, and the second is started; the clock stops when both have ended.
 *
 * @param relay between them
 * @param ready the line that the first prints when the second may come
 */
record ProgramCandidate(
    Label label,
    Workplace workplace,
    StartedProcess relay,
    List<String> first,
    Pattern ready,
    List<String> second,
    Map<String, String> surroundings,
    Path file,
    Path inbox)
    implements Candidate {
  @Override
  public Sample measure() throws IOException, InterruptedException {
    try (StartedProcess waiting = workplace.start(label.name(), first, surroundings)) {
      waiting.awaitLine(ready);
      Duration before = relay.processorTime();
      long begin = System.nanoTime();
      try (StartedProcess coming = workplace.start(label.name(), second, surroundings)) {
        coming.awaitSuccess();
        waiting.awaitSuccess();
      }
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      Duration processor = relay.processorTime().minus(before);
      check();
      return new Sample(Files.size(file), time, processor);
    } finally {
      Workplace.empty(inbox);
    }
  }

  private void check() throws IOException {
    try (Stream<Path> received = Files.walk(inbox).filter(Files::isRegularFile)) {
      List<Path> files = received.toList();
      if (files.size() != 1 || Files.mismatch(file, files.get(0)) >= 0)
        throw new IOException("What was received differs from what was sent: " + files);
    }
  }
}

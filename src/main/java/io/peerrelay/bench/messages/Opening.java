package io.peerrelay.bench.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What sockets say before they are measured, and wait for: each its own steps, all at once. */
final class Opening {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * @param says what is sent
   * @param awaits a part of the answer to it
   */
  record Step(String says, String awaits) {}

  private static final List<String> TROUBLE = List.of("\"type\":\"error\"", "\"error\":{");

  private final Loop loop;
  private int underWay;
  private long answers;
  private String trouble;

  Opening(Loop loop) {
    this.loop = loop;
  }

  /** Begins with one more; it goes on while {@link #await} reads. */
  void begin(Line line, List<Step> steps) throws IOException {
    if (steps.isEmpty()) return;
    underWay++;
    go(line, steps);
  }

  private void go(Line line, List<Step> steps) throws IOException {
    if (steps.isEmpty()) {
      underWay--;
      line.tell((bytes, from, to) -> {});
      return;
    }
    line.tell(
        (bytes, from, to) -> {
          String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
          if (TROUBLE.stream().anyMatch(text::contains)) trouble = text;
          else if (text.contains(steps.get(0).awaits())) next(line, steps);
        });
    line.send(steps.get(0).says());
  }

  private void next(Line line, List<Step> steps) {
    answers++;
    try {
      go(line, steps.subList(1, steps.size()));
    } catch (IOException e) {
      trouble = e.getMessage();
    }
  }

  /** Reads until no more than so many are under way; long enough without any answer is too long. */
  void await(int most) throws IOException, InterruptedException {
    while (underWay > most && trouble == null) {
      long before = answers;
      boolean goesOn =
          loop.readUntil(
              () -> answers > before || trouble != null, System.nanoTime() + PATIENCE.toNanos());
      if (!goesOn) throw new IOException(underWay + " sockets got no answer.");
    }
    if (trouble != null) throw new IOException("The relay said: " + trouble);
  }
}

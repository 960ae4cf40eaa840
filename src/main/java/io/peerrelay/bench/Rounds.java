package io.peerrelay.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Measures all candidates in turns, a b c a b c …, so that what the machine does besides meets all
 * of them alike. One that fails is left out from then on; the others go on.
 */
final class Rounds {
  private final int warmUp;
  private final int runs;
  private final Duration patience;
  private final Consumer<String> news;

  /**
   * @param warmUp runs of each that are not counted
   * @param runs of each that are
   * @param patience with one run
   * @param news is told a line after each run
   */
  Rounds(int warmUp, int runs, Duration patience, Consumer<String> news) {
    this.warmUp = warmUp;
    this.runs = runs;
    this.patience = patience;
    this.news = news;
  }

  /** In the order of the candidates. */
  List<Outcome> measure(List<Candidate> candidates) throws InterruptedException {
    Map<Candidate, List<Sample>> samples = new LinkedHashMap<>();
    Map<Candidate, Outcome> ended = new LinkedHashMap<>();
    for (Candidate candidate : candidates) samples.put(candidate, new ArrayList<>());
    for (int round = 1; round <= warmUp + runs; round++)
      for (Candidate candidate : candidates) {
        if (ended.containsKey(candidate)) continue;
        Label label = candidate.label();
        try {
          Sample sample = measureInTime(candidate);
          if (round > warmUp) samples.get(candidate).add(sample);
          tell(round, label, sample.toString());
        } catch (NotThere e) {
          ended.put(candidate, Outcome.absent(label, e.getMessage()));
          tell(round, label, e.getMessage());
        } catch (IOException e) {
          ended.put(candidate, Outcome.failed(label, String.valueOf(e.getMessage())));
          tell(round, label, "failed: " + e.getMessage());
        }
      }
    return candidates.stream()
        .map(
            candidate ->
                ended.getOrDefault(
                    candidate, Outcome.measured(candidate.label(), samples.get(candidate))))
        .toList();
  }

  /** In a thread of its own, for an interrupt is what ends whatever it waits for. */
  private Sample measureInTime(Candidate candidate)
      throws IOException, InterruptedException, NotThere {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Sample> sample = thread.submit(candidate::measure);
      return sample.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("It was not done after " + patience.toSeconds() + " s.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotThere absent) throw absent;
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      thread.shutdownNow();
      thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tell(int round, Label label, String what) {
    String which = round > warmUp ? "run " + (round - warmUp) + "/" + runs : "warm-up";
    news.accept(String.format(Locale.ROOT, "%-9s %-35s %s", which, label, what));
  }
}

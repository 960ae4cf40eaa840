package io.peerrelay.bench.messages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures trials in turns, a b c a b c …, so that what the machine does besides meets all of them
 * alike. One that fails is left out from then on; the others go on.
 *
 * @param warmUp runs of each that are not counted
 * @param runs of each that are
 * @param news is told a line after each run
 */
record Turns(int warmUp, int runs, Consumer<String> news) {
  /** In the order of the trials. */
  List<Result> measure(List<Trial> trials) throws InterruptedException {
    Map<Trial, List<Reading>> readings = new LinkedHashMap<>();
    Map<Trial, String> failed = new LinkedHashMap<>();
    for (Trial trial : trials) readings.put(trial, new ArrayList<>());
    for (int round = 1; round <= warmUp + runs; round++)
      for (Trial trial : trials) {
        if (failed.containsKey(trial)) continue;
        try {
          Reading reading = trial.run().read();
          if (round > warmUp) readings.get(trial).add(reading);
          tell(round, trial, reading.toString());
        } catch (IOException e) {
          failed.put(trial, String.valueOf(e.getMessage()));
          tell(round, trial, "failed: " + e.getMessage());
        }
      }
    return trials.stream()
        .map(
            trial -> new Result(trial, readings.get(trial), Optional.ofNullable(failed.get(trial))))
        .toList();
  }

  private void tell(int round, Trial trial, String what) {
    String which = round > warmUp ? "run " + (round - warmUp) + "/" + runs : "warm-up";
    news.accept(String.format(Locale.ROOT, "%-8s %-40s %s", which, trial, what));
  }
}

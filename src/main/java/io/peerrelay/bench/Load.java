package io.peerrelay.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends and receives on lanes that are open, all at once. */
final class Load {
  private Load() {}

  /**
   * @return how long it took from the first byte sent until the last had come
   * @throws IOException the first trouble on any lane; an interrupt ends all
   */
  static Duration run(List<Lane> lanes) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2 * lanes.size());
    try {
      ExecutorCompletionService<Void> work = new ExecutorCompletionService<>(threads);
      CountDownLatch start = new CountDownLatch(1);
      List<Step> steps = new ArrayList<>();
      for (Lane lane : lanes) {
        steps.add(lane::send);
        steps.add(lane::receive);
      }
      for (Step step : steps)
        work.submit(
            () -> {
              start.await();
              step.run();
              return null;
            });
      long begin = System.nanoTime();
      start.countDown();
      for (int i = 0; i < steps.size(); i++) work.take().get();
      return Duration.ofNanos(System.nanoTime() - begin);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}

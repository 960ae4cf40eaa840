package io.peerrelay.bench.messages;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two things at once. */
final class Threads {
  /** Something that takes a while. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private Threads() {}

  /** Does one in this thread, the other in one of its own, which is ended after it. */
  static void beside(Work other, Work here) throws IOException, InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> done =
          thread.submit(
              () -> {
                other.run();
                return null;
              });
      here.run();
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }
}

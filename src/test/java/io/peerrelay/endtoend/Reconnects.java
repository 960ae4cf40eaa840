package io.peerrelay.endtoend;

import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** How often each of many clients lost its connection, and how long it was without one. */
final class Reconnects {
  private final List<One> clients = new CopyOnWriteArrayList<>();

  /** For one more client. */
  RelayListener listener() {
    One client = new One();
    clients.add(client);
    return client;
  }

  /** Of all, the shortest first. */
  List<Duration> durations() {
    return clients.stream().flatMap(client -> client.durations.stream()).sorted().toList();
  }

  /**
   * @param percent of the reconnects took no longer
   */
  Duration percentile(int percent) {
    List<Duration> all = durations();
    return all.isEmpty() ? Duration.ZERO : all.get((all.size() - 1) * percent / 100);
  }

  /** The most that one client had. */
  int mostOfOneClient() {
    return clients.stream().mapToInt(client -> client.durations.size()).max().orElse(0);
  }

  /** How many clients have given up. */
  int ended() {
    return (int) clients.stream().filter(client -> client.ends.get() > 0).count();
  }

  /** From now on it counts anew. */
  void clear() {
    clients.forEach(client -> client.durations.clear());
  }

  @Override
  public String toString() {
    return "%d reconnects, at most %d of one client; 50 %%: %d ms, 99 %%: %d ms, longest: %d ms"
        .formatted(
            durations().size(),
            mostOfOneClient(),
            percentile(50).toMillis(),
            percentile(99).toMillis(),
            percentile(100).toMillis());
  }

  private static final class One implements RelayListener {
    private final List<Duration> durations = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile long lostAt;

    @Override
    public void onReconnecting(RelayException reason, Duration delay) {
      if (lostAt == 0) lostAt = System.nanoTime();
    }

    @Override
    public void onReconnected() {
      durations.add(Duration.ofNanos(System.nanoTime() - lostAt));
      lostAt = 0;
    }

    @Override
    public void onClosed(RelayException reason) {
      if (lostAt != 0) ends.incrementAndGet();
    }
  }
}

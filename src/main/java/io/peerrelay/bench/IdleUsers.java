package io.peerrelay.bench;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Users who log in and then say nothing. All their sockets have one thread, which answers pings.
 */
final class IdleUsers implements AutoCloseable {
  /** Logins at once. */
  private static final int AT_ONCE = 16;

  private final OurRelay relay;
  private final Selector selector = Selector.open();
  private final Thread listener = new Thread(this::listen, "idle-users");
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private int count;

  IdleUsers(OurRelay relay) throws IOException {
    this.relay = relay;
    listener.setDaemon(true);
    listener.start();
  }

  int count() {
    return count;
  }

  /** Makes them known to the relay, and leaves again. */
  void register(int users) throws IOException, InterruptedException {
    forEach(0, users, name -> logIn(name).close());
  }

  /** Logs in until there are so many; returns when all are welcome. */
  void growTo(int users) throws IOException, InterruptedException {
    forEach(
        count,
        users,
        name -> {
          logIn(name).register(selector);
          selector.wakeup();
        });
    count = users;
  }

  private interface Step {
    void take(String name) throws IOException;
  }

  private static void forEach(int first, int end, Step step)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> steps = new ArrayList<>();
      for (int number = first; number < end; number++) {
        String name = "idle" + number;
        steps.add(
            threads.submit(
                () -> {
                  step.take(name);
                  return null;
                }));
      }
      for (Future<?> one : steps) one.get();
    } catch (ExecutionException e) {
      throw new IOException("A user could not log in: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private RelaySocket logIn(String name) throws IOException {
    return relay.logIn(name, RelaySocket.connectSmall(relay.port()));
  }

  /**
   * Lets time pass.
   *
   * @throws IOException if one of them lost the relay
   */
  void idle(long seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime())
      LockSupport.parkNanos(left);
    if (failure.get() != null) throw failure.get();
  }

  private void listen() {
    try {
      while (selector.isOpen())
        selector.select(
            key -> {
              try {
                ((RelaySocket) key.attachment()).takeIn();
              } catch (IOException e) {
                failure.compareAndSet(null, e);
                key.cancel();
              }
            });
    } catch (ClosedSelectorException e) {
      return; // All is over.
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** The sockets end with their relay and this process. */
  @Override
  public void close() throws IOException {
    selector.close();
  }
}

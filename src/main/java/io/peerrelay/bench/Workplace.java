package io.peerrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A temporary folder and the processes that were started in it. Closed, also by Ctrl-C, it leaves
 * neither behind.
 */
public final class Workplace implements AutoCloseable {
  /** Those above belong to clients, of whom a benchmark may have thousands. */
  private static final int HIGHEST_PORT = 32_767;

  private static final int LOWEST_PORT = 10_000;

  private final Path folder;
  private final Deque<StartedProcess> processes = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::cleanUp, "bench-clean-up");
  private boolean closed;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  public static Workplace open() throws IOException {
    Workplace workplace = new Workplace(Files.createTempDirectory("peer-relay-bench"));
    Runtime.getRuntime().addShutdownHook(workplace.atExit);
    return workplace;
  }

  /** A fresh folder in it. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /**
   * Starts a process that ends with this place.
   *
   * @param name for its log
   */
  synchronized StartedProcess start(
      String name, List<String> command, Map<String, String> surroundings) throws IOException {
    if (closed) throw new IOException("The benchmark has ended.");
    Path log = Files.createTempFile(folder, name, ".log");
    StartedProcess process = StartedProcess.start(command, surroundings, log);
    processes.push(process);
    return process;
  }

  /**
   * The first of so many ports in a row that nobody has at the moment.
   *
   * @param count at most 100
   */
  static int freePorts(int count) throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT - count);
      if (areFree(first, count)) return first;
    }
    throw new IOException("No " + count + " free ports in a row were found.");
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  /** Deletes what is in a folder. */
  static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList())
        if (!file.equals(folder)) Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    cleanUp();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void cleanUp() {
    if (closed) return;
    closed = true;
    while (!processes.isEmpty()) processes.pop().close();
    try {
      empty(folder);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

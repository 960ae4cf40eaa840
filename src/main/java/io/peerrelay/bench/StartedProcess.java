package io.peerrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that was started to be measured, or to be measured with. */
public final class StartedProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(40);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(12);
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final int LAST_WORDS = 600;

  private final Process process;
  private final Path log;

  private StartedProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param surroundings environment variables on top of those of this process
   * @param log takes what the process prints
   */
  static StartedProcess start(List<String> command, Map<String, String> surroundings, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(surroundings);
    Process process = builder.start();
    process.getOutputStream().close();
    return new StartedProcess(process, log);
  }

  /** Waits until it prints such a line. */
  void awaitLine(Pattern line) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!line.matcher(printed()).find()) {
      if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
          && !line.matcher(printed()).find())
        throw new IOException("It ended with " + process.exitValue() + ": " + lastWords());
      if (System.nanoTime() > deadline)
        throw new IOException(
            "It did not start within %d s: %s".formatted(START_DEADLINE.toSeconds(), lastWords()));
    }
  }

  /** Waits until it has ended well. */
  void awaitSuccess() throws IOException, InterruptedException {
    if (process.waitFor() != 0)
      throw new IOException("It ended with " + process.exitValue() + ": " + lastWords());
  }

  long pid() {
    return process.pid();
  }

  /** Processor time of this process since its start, user and system, in steps of 10 ms. */
  public Duration processorTime() throws IOException {
    return process
        .toHandle()
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IOException("It has ended: " + lastWords()));
  }

  /** Ends it and what it started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private String printed() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  private String lastWords() {
    try {
      String all = printed().strip();
      return all.substring(Math.max(0, all.length() - LAST_WORDS));
    } catch (IOException e) {
      return "(its log can't be read: " + e + ")";
    }
  }
}

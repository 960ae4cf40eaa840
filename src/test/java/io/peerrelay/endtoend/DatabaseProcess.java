package io.peerrelay.endtoend;

import io.peerrelay.journal.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The embedded database in a process of its own, so that any node of a relay may go. */
final class DatabaseProcess implements AutoCloseable {
  private final Process process;
  private final String uri;

  static DatabaseProcess start(Path directory) throws IOException {
    return new DatabaseProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseProcess.class.getName(),
                directory.toString())
            .redirectError(directory.resolve("database.log").toFile())
            .start());
  }

  private DatabaseProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("mongodb://")) line = output.readLine();
    if (line == null) throw new IOException("the database ended with " + process.exitValue());
    uri = line;
  }

  /** Without a database's name. */
  String uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Says where it is, and stays until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(EmbeddedDatabase.start(Path.of(arguments[0]), 0, false).uri());
    Thread.currentThread().join();
  }
}

package io.peerrelay.endtoend;

import io.peerrelay.journal.EmbeddedDatabase;
import io.peerrelay.journal.TcpProxy;
import io.peerrelay.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded database in a process of its own, so that any node of a relay may go. */
final class DatabaseProcess implements AutoCloseable {
  private final Process process;
  private final String uri;

  static DatabaseProcess start(Path directory) throws IOException {
    return start(directory, List.of(), "127.0.0.1");
  }

  /**
   * @param prefix what the command is run by
   * @param host the address there under which nodes reach it
   */
  static DatabaseProcess start(Path directory, List<String> prefix, String host)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        JavaCommand.of(DatabaseProcess.class, JavaCommand.QUICK_START, directory.toString(), host));
    return new DatabaseProcess(
        new ProcessBuilder(command)
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
  public static void main(String[] arguments) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0, false);
    // The database itself listens on loopback only.
    TcpProxy way = TcpProxy.to("127.0.0.1:" + database.port(), InetAddress.getByName(arguments[1]));
    System.out.println("mongodb://" + way.address());
    Thread.currentThread().join();
  }
}

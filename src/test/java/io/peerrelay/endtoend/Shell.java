package io.peerrelay.endtoend;

import io.peerrelay.cli.Cli;
import io.peerrelay.cli.Environment;
import io.peerrelay.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/**
 * A person's shell: runs commands in this process, with that person's configuration and password.
 *
 * @param answers what the person types at every question; null if there is no terminal
 */
record Shell(InetSocketAddress relay, Path configuration, String password, String answers) {
  /** How a command ended. */
  record Result(int exitCode, String out, String err) {}

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return run(out, err, arguments);
  }

  private Result run(StringWriter out, StringWriter err, String... arguments) {
    CommandLine line =
        Cli.commandLine(new Environment(variables(), terminal()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** Starts a receiver; done when it is online. */
  Receiver receive(String... arguments) {
    StringWriter out = new StringWriter();
    CompletableFuture<Result> result =
        CompletableFuture.supplyAsync(() -> run(out, new StringWriter(), arguments));
    org.awaitility.Awaitility.await()
        .until(() -> result.isDone() || out.toString().contains("Waiting for files"));
    return new Receiver(result);
  }

  record Receiver(CompletableFuture<Result> result) {
    Result end() throws Exception {
      return result.get(30, java.util.concurrent.TimeUnit.SECONDS);
    }
  }

  private Map<String, String> variables() {
    String server = "ws://127.0.0.1:" + relay.getPort();
    return password == null
        ? Map.of("PEER_RELAY_SERVER", server, "PEER_RELAY_CONFIG_DIR", configuration.toString())
        : Map.of(
            "PEER_RELAY_SERVER", server,
            "PEER_RELAY_CONFIG_DIR", configuration.toString(),
            "PEER_RELAY_PASSWORD", password);
  }

  private Optional<Terminal> terminal() {
    if (answers == null) return Optional.empty();
    return Optional.of(
        new Terminal() {
          @Override
          public Optional<String> ask(String prompt) {
            return Optional.of(answers);
          }

          @Override
          public Optional<String> askHidden(String prompt) {
            return Optional.of(answers);
          }
        });
  }

  Shell withoutPassword() {
    return new Shell(relay, configuration, null, answers);
  }

  Shell answering(String answer) {
    return new Shell(relay, configuration, password, answer);
  }
}

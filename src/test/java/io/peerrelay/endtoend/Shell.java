package io.peerrelay.endtoend;

import io.peerrelay.cli.Cli;
import io.peerrelay.cli.Environment;
import io.peerrelay.cli.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
    return run(new Environment(variables(), terminal()), out, err, arguments);
  }

  private static Result run(
      Environment environment, StringWriter out, StringWriter err, String... arguments) {
    CommandLine line =
        Cli.commandLine(environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** Starts a command that reads lines. */
  Typed type(String... arguments) throws IOException {
    PipedInputStream input = new PipedInputStream(1 << 16);
    PipedOutputStream keyboard = new PipedOutputStream(input);
    Environment environment = new Environment(variables(), Optional.empty(), input);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return new Typed(
        keyboard,
        out,
        err,
        CompletableFuture.supplyAsync(() -> run(environment, out, err, arguments)));
  }

  /**
   * A command that reads lines.
   *
   * @param keyboard what it reads comes from there
   */
  record Typed(
      OutputStream keyboard, StringWriter out, StringWriter err, CompletableFuture<Result> result) {
    void line(String text) throws IOException {
      keyboard.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    }

    void awaitOut(String text) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> result.isDone() || out.toString().contains(text));
    }

    /** Ends the input, and waits for the command. */
    Result end() throws Exception {
      keyboard.close();
      return result.get(60, java.util.concurrent.TimeUnit.SECONDS);
    }
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

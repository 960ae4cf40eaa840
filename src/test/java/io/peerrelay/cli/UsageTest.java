package io.peerrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What can be said without a relay. */
class UsageTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "register",
        "confirm",
        "login",
        "logout",
        "send",
        "receive",
        "whoami",
        "chat",
        "history",
        "search",
        "channels",
        "channels create",
        "channels join",
        "channels leave",
        "channels invite",
        "channels remove",
        "channels role",
        "channels members",
        "contacts",
        "contacts trust",
        "contacts block",
        "contacts forget",
        "devices",
        "devices end"
      })
  void explainsEveryCommand(String command) {
    assertThat(run((command + " --help").strip().split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).startsWith("Usage: peer-relay");
    assertThat(run((command + " --version").strip().split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("Peer Relay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "send",
        "send file",
        "send file --to ab",
        "send file --to bob --server http://x",
        "send file --to bob --server ws:nothing",
        "send file --to bob --server",
        "send file --to bob --password secret",
        "send file --resume",
        "send file file --to bob --url",
        "send file --to bob --url --zstd",
        "receive --accept all --only [",
        "register",
        "register --user a/b",
        "register --user ada --email nothing",
        "register --user ada",
        "confirm --user ada",
        "confirm 123",
        "receive",
        "receive --accept ask",
        "receive --accept some",
        "receive --accept all --count 0",
        "login --user ada",
        "chat",
        "chat a/b",
        "chat #a/b",
        "chat bob --last 0",
        "history",
        "history bob --last 0",
        "history bob --after -1",
        "history bob --all --last 3",
        "search",
        "search word --limit 501",
        "search word --in a/b",
        "channels create",
        "channels create x --posting nobody",
        "channels invite x",
        "channels role x bob king",
        "contacts trust",
        "contacts trust a/b",
        "devices end",
        "devices end a/b"
      })
  void endsWith2AndOneHintWhenUsedWrongly(String line) throws Exception {
    Path file = Files.createFile(home.resolve("file"));
    String[] arguments = line.replace("file", file.toString()).split(" ");
    assertThat(run(line.isEmpty() ? new String[0] : arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines().count()).isBetween(2L, 3L);
    assertThat(err.toString()).contains("--help").doesNotContain("Exception");
  }

  @Test
  void endsWith4WhenNobodyHasLoggedIn() throws Exception {
    Path file = Files.createFile(home.resolve("file"));
    assertThat(run("send", file.toString(), "--to", "bob")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(run("receive", "--accept", "all")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(run("whoami")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(run("chat", "bob")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(run("channels", "join", "x")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(run("logout")).isEqualTo(ExitCode.NOT_LOGGED_IN);
    assertThat(err.toString()).contains("login --user");
  }

  @Test
  void looksAtTheFilesBeforeAnythingElse() {
    assertThat(run("send", home.resolve("no").toString(), "--to", "bob"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("no such file");
  }

  @Test
  void asksToPackMoreFilesThanOneOfferTakes() throws Exception {
    Path folder = Files.createDirectory(home.resolve("many"));
    for (int i = 0; i <= 1_000; i++) Files.createFile(folder.resolve("file" + i));
    assertThat(run("send", folder.toString(), "--to", "bob")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("more than 1000", "archive");
  }

  @Test
  void saysThatThereIsNoRelayWithoutAStackTraceUnlessAskedFor() throws Exception {
    Path password = Files.writeString(home.resolve("password"), "correct horse\nmore\n");
    String[] login = {
      "login",
      "--user",
      "ada",
      "--password-file",
      password.toString(),
      "--server",
      "ws://127.0.0.1:1"
    };
    assertThat(run(login)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).contains("refused");

    String[] verbose = java.util.Arrays.copyOf(login, login.length + 1);
    verbose[login.length] = "--verbose";
    assertThat(run(verbose)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("\tat io.peerrelay.client");
  }

  @Test
  void takesMoreCommands() {
    @CommandLine.Command(name = "serve")
    final class Serve implements Runnable {
      @Override
      public void run() {
        throw new IllegalStateException("port: 8080 (expected: a free one)");
      }
    }
    CommandLine line =
        Cli.commandLine(new Environment(Map.of(), Optional.empty()), new Serve())
            .setErr(new PrintWriter(err, true));
    assertThat(line.execute("serve")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).isEqualToIgnoringNewLines("port: 8080 (expected: a free one)");
  }

  private int run(String... arguments) {
    Environment environment =
        new Environment(
            Map.of("PEER_RELAY_CONFIG_DIR", home.resolve("conf").toString()), Optional.empty());
    return Cli.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

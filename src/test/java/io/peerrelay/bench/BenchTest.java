package io.peerrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerrelay.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark itself, on sizes that say nothing about speed. */
class BenchTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresOursBesideTheGround() throws IOException {
    Path json = folder.resolve("figures.json");
    int code =
        run(
            "--only=copy,akka,relay-64k",
            "--runs=1",
            "--warm-up=0",
            "--size=1MiB",
            "--pairs=1,2",
            "--json=" + json);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| relay-64k | 2 ", "relay-64k (1 pair): MB/s ÷ akka");
    JsonNode outcomes = new ObjectMapper().readTree(json.toFile()).path("outcomes");
    assertThat(outcomes.findValuesAsText("name"))
        .containsExactly("copy", "akka", "relay-64k", "copy", "akka", "relay-64k");
    assertThat(outcomes.findValues("bytes")).allMatch(bytes -> bytes.asLong() == 1 << 20);
  }

  @Test
  @Tag("soak") // Three more relays to start.
  void measuresWhatATransportOfOurOwnWouldBring() {
    int code = run("--only=nio", "--runs=1", "--warm-up=0", "--size=1MiB", "--pairs=2");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| nio ", "| nio-web-64k ", "| nio-ws-256k ");
  }

  @Test
  @Tag("soak") // Two nodes to start.
  void measuresATransferOverTwoNodes() {
    int code = run("--only=two-nodes-64k", "--runs=1", "--warm-up=0", "--size=1MiB", "--pairs=2");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| two-nodes-64k ");
  }

  @Test
  void saysHowToInstallAPeerThatIsNotThere() {
    int code =
        run(
            "--only=node-ws-64k",
            "--pairs=1",
            "--peers=src/bench/peers",
            "--installed=" + folder.resolve("none"));

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("not installed: run", "src/bench/peers/node-ws/install");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--only=nothing", "--runs=0", "--pairs=0", "--size=much", "--file-size=-1"})
  void refusesWhatItCanNotMeasure(String option) {
    assertThat(run(option)).isNotZero();
    assertThat(err.toString()).contains("expected: ").doesNotContain("\tat ");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "bench";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Cli.commandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

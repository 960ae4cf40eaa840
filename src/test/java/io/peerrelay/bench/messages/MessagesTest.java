package io.peerrelay.bench.messages;

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
class MessagesTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void losesNoMessageBetweenTwo() throws IOException {
    Path json = folder.resolve("figures.json");
    int code =
        run(
            "--parts=direct",
            "--quick",
            "--warm-up=0",
            "--seconds=1",
            "--pairs=4",
            "--outstanding=2",
            "--rate=20",
            "--json=" + json);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("| 4 pairs, 2 outstanding | ", "4 pairs, 20/s: lost, doubled or reordered");
    JsonNode trials = new ObjectMapper().readTree(json.toFile()).path("trials");
    assertThat(trials).hasSize(2);
    for (JsonNode run : trials.findValues("runs")) check(run.get(0));
    assertThat(trials.get(1).path("runs").get(0).path("count").asInt()).isBetween(10, 20);
  }

  @Test
  @Tag("soak") // Two nodes to start.
  void passesOnWhatIsNotStoredBetweenNodes() throws IOException {
    Path json = folder.resolve("nodes.json");
    int code =
        run("--parts=nodes", "--quick", "--warm-up=0", "--pairs=4", "--rate=20", "--json=" + json);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| inside a node |", "| between nodes |");
    for (JsonNode run :
        new ObjectMapper().readTree(json.toFile()).path("trials").findValues("runs"))
      assertThat(run.get(0).path("deliveredMillis").path("50").asDouble()).isPositive();
  }

  private static void check(JsonNode run) {
    assertThat(run.path("count").asLong()).isPositive();
    for (String wrong : new String[] {"lost", "doubled", "reordered"})
      assertThat(run.path(wrong).asLong()).as(wrong).isZero();
    for (String what : new String[] {"sentMillis", "deliveredMillis"})
      assertThat(run.path(what).path("99").asDouble())
          .as(what)
          .isGreaterThanOrEqualTo(run.path(what).path("50").asDouble())
          .isPositive();
  }

  @Test
  void saysHowToInstallAPeerThatIsNotThere() {
    int code =
        run(
            "--parts=fan-out",
            "--only=node-ws-fan-out",
            "--quick",
            "--peers=src/bench/peers",
            "--installed=" + folder.resolve("none"));

    assertThat(code).as(err.toString()).isNotZero();
    assertThat(out.toString()).contains("not installed: run", "node-ws-fan-out/install");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runs=0", "--pairs=0", "--history=5", "--accounts=10,2", "--loads=-1"})
  void refusesWhatItCanNotMeasure(String option) {
    assertThat(run(option)).isNotZero();
    assertThat(err.toString()).contains("expected: ").doesNotContain("\tat ");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "messages";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Cli.commandLine(new MessagesCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The installed curl, working in one folder. */
final class Curl {
  private static final Path PROGRAM = Path.of("/usr/bin/curl");
  private static final int PATIENCE_SECONDS = 90;

  private final Path folder;
  private int runs;

  Curl(Path folder) {
    assumeThat(PROGRAM).exists();
    this.folder = folder;
  }

  /**
   * How it ended.
   *
   * @param exitCode curl's own
   * @param status of the last answer; 0 if there was none
   */
  record Result(int exitCode, int status, String headers, String body) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .reduce((first, last) -> last)
          .map(line -> line.substring(start.length()).strip());
    }

    Result expect(int expected) {
      assertThat(status).as("%s %s", headers, body).isEqualTo(expected);
      return this;
    }

    Result expectError(int expected, String code) {
      expect(expected);
      assertThat(json().path("code").asText()).as(body).isEqualTo(code);
      assertThat(json().path("message").asText()).isNotBlank();
      return this;
    }
  }

  /** One that runs. */
  static final class Running {
    private final Process process;
    private final Path headers;
    private final Path output;

    private Running(Process process, Path headers, Path output) {
      this.process = process;
      this.headers = headers;
      this.output = output;
    }

    /** As when its machine is switched off. */
    void kill() {
      process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
      return process.isAlive();
    }

    Result end() {
      try {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String all = Files.readString(output);
        int mark = all.lastIndexOf('\n');
        String head = Files.exists(headers) ? Files.readString(headers) : "";
        int status = Integer.parseInt(all.substring(mark + 1).strip());
        return new Result(process.exitValue(), status, head, all.substring(0, Math.max(0, mark)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Starts it; bodies of answers go to its output unless the arguments say otherwise. */
  Running start(String... arguments) {
    Path headers = folder.resolve(".headers-" + ++runs);
    Path output = folder.resolve(".output-" + runs);
    List<String> command =
        new ArrayList<>(
            List.of(PROGRAM.toString(), "-s", "-D", headers.toString(), "-w", "\n%{http_code}"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(folder.resolve(".errors-" + runs).toFile())
              .start();
      return new Running(process, headers, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... arguments) {
    return start(arguments).end();
  }
}

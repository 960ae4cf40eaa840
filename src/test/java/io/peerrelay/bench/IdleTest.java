package io.peerrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement of idle users, with so few that its figures say nothing. */
class IdleTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysWhatUsersCostAndWhatThatIsMadeOf() {
    Path heap = folder.resolve("relay.hprof");
    int code = run("--users=50", "--settle=0", "--seconds=1", "--heap-dump=" + heap);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("| 5 ", "| 50 ", "| heap, KiB a user", "% of a core, over 1 s")
        .contains("| io.peerrelay.session ", "| akka.stream ", "| arrays of bytes and numbers ")
        .contains("| `akka.actor.ActorCell` ");
    assertThat(heap).isNotEmptyFile();
  }

  @Test
  void refusesWhatItCanNotMeasure() {
    assertThat(run("--users=9")).isNotZero();
    assertThat(err.toString()).contains("expected: 10 to").doesNotContain("\tat ");
  }

  @Test
  void readsWhatTheVirtualMachinePrints() {
    ClassHistogram before =
        ClassHistogram.parse(
            """
            1234:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:            10            320  java.lang.String (java.base@17.0.15)
            Total            10            320
            """);
    ClassHistogram after =
        ClassHistogram.parse(
            """
               1:            12            384  java.lang.String (java.base@17.0.15)
               2:             1             16  [I (java.base@17.0.15)
            Total            13            400
            """);

    assertThat(after.bytes()).isEqualTo(400);
    assertThat(after.minus(before).classes())
        .containsEntry("java.lang.String", new ClassHistogram.Count(2, 64))
        .containsEntry("[I", new ClassHistogram.Count(1, 16));
  }

  @Test
  void countsAClassForTheOwnerOfItsPackage() {
    assertThat(HeapOwner.of("io.peerrelay.session.Feed$$Lambda/0x00007f0a1c2b3c4d"))
        .isEqualTo("io.peerrelay.session");
    assertThat(HeapOwner.of("akka.http.impl.engine.server.HttpServer")).isEqualTo("akka.http");
    assertThat(HeapOwner.of("[Lakka.stream.impl.fusing.GraphInterpreter$Connection;"))
        .isEqualTo("akka.stream");
    assertThat(HeapOwner.of("[[B")).isEqualTo("arrays of bytes and numbers");
    assertThat(HeapOwner.of("sun.nio.ch.SocketChannelImpl")).startsWith("sockets");
    assertThat(HeapOwner.of("java.util.HashMap$Node")).startsWith("JDK collections");
    assertThat(HeapOwner.of("[Ljava.lang.Object;")).isEqualTo("JDK: the rest");
    assertThat(HeapOwner.of("org.example.Thing")).isEqualTo("other libraries");
  }

  @Test
  void addsUpWhatAnOwnerHas() {
    ClassHistogram heap =
        ClassHistogram.parse(
            """
               1:            10            320  java.util.HashMap (java.base@17.0.15)
               2:             2             64  [Ljava.util.HashMap$Node; (java.base@17.0.15)
               3:             1             16  akka.actor.ActorCell
            """);

    assertThat(heap.byOwner())
        .containsOnly(
            Map.entry("JDK collections, locks, atomics", new ClassHistogram.Count(12, 384)),
            Map.entry("akka.actor", new ClassHistogram.Count(1, 16)));
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "bench";
    arguments[1] = "idle";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Cli.commandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

package io.peerrelay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured, for a program: every run of every candidate. */
final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static void write(Path file, Conditions conditions, Figures figures) throws IOException {
    Machine machine = conditions.machine();
    ObjectNode report = JSON.createObjectNode();
    report
        .put("time", machine.time().toString())
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("system", machine.system())
        .put("java", machine.java())
        .put("javaOptions", String.join(" ", conditions.javaOptions()))
        .put("loadBefore", machine.busy());
    for (String peer : conditions.peers()) report.withArray("peers").add(peer);
    for (Outcome one : figures.outcomes()) add(report.withArray("outcomes").addObject(), one);
    for (Target target : Target.of(figures)) add(report.withArray("targets").addObject(), target);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.write(file, JSON.writeValueAsBytes(report));
  }

  private static void add(ObjectNode to, Outcome one) {
    to.put("name", one.label().name())
        .put("pairs", one.label().pairs())
        .put("about", one.label().about());
    one.absent().ifPresent(why -> to.put("absent", why));
    one.failure().ifPresent(why -> to.put("failure", why));
    if (one.isMeasured()) {
      add(to.putObject("megabytesPerSecond"), one.speed());
      add(to.putObject("processorSecondsPerGigabyte"), one.cost());
    }
    for (Sample sample : one.samples())
      to.withArray("runs")
          .addObject()
          .put("bytes", sample.bytes())
          .put("seconds", Sample.seconds(sample.time()))
          .put("processorSeconds", Sample.seconds(sample.processor()));
  }

  private static void add(ObjectNode to, Spread spread) {
    to.put("median", spread.median()).put("least", spread.least()).put("most", spread.most());
  }

  private static void add(ObjectNode to, Target target) {
    to.put("what", target.what()).put("wanted", target.wanted()).put("met", target.met());
    target.figure().ifPresent(figure -> to.put("measured", figure));
  }
}

package io.peerrelay.bench.messages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What was measured, for a program: every run of every trial. */
final class MessageJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private MessageJson() {}

  static void write(Path file, MessageReport from) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report
        .put("time", from.machine().time().toString())
        .put("processor", from.machine().processor())
        .put("cores", from.machine().cores())
        .put("system", from.machine().system())
        .put("java", from.machine().java())
        .put("javaOptions", String.join(" ", from.javaOptions()))
        .put("loadBefore", from.machine().busy())
        .put("loadAfter", from.busy());
    for (String peer : from.peers()) report.withArray("peers").add(peer);
    for (Result one : from.results()) add(report.withArray("trials").addObject(), one);
    for (MessageTarget target : MessageTarget.of(from.results()))
      report
          .withArray("targets")
          .addObject()
          .put("what", target.what())
          .put("wanted", target.wanted())
          .put("measured", target.figure())
          .put("met", target.met());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, JSON.writeValueAsBytes(report));
  }

  private static void add(ObjectNode to, Result one) {
    to.put("part", one.trial().part().name())
        .put("name", one.trial().name())
        .put("load", one.trial().load());
    one.failure().ifPresent(why -> to.put("failure", why));
    for (Reading reading : one.readings()) add(to.withArray("runs").addObject(), reading);
  }

  private static void add(ObjectNode to, Reading reading) {
    to.put("count", reading.count())
        .put("seconds", seconds(reading.time()))
        .put("processorSeconds", seconds(reading.processor()))
        .put("lost", reading.tally().lost())
        .put("doubled", reading.tally().doubled())
        .put("reordered", reading.tally().reordered());
    add(to, "sentMillis", reading.sent());
    add(to, "deliveredMillis", reading.delivered());
  }

  private static void add(ObjectNode to, String name, Percentiles millis) {
    if (millis.isMeasured())
      to.putObject(name)
          .put("50", millis.half())
          .put("99", millis.ninetyNine())
          .put("100", millis.most());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}

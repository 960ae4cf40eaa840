package io.peerrelay.bench;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;

/** Plain Akka Streams TCP with the settings of our relay: what the ground under it gives. */
final class AkkaForwarder {
  private static final List<String> OURS =
      List.of(
          "akka.stream.materializer.io.tcp.write-buffer-size", "akka.io.tcp.direct-buffer-size");

  private static final List<String> OUR_THREADS =
      List.of(
          "akka.io.tcp.worker-dispatcher",
          "akka.stream.materializer.dispatcher",
          "akka.bytes-dispatcher");

  private AkkaForwarder() {}

  /**
   * Accepts connections until the process ends.
   *
   * @param tuned whether it has the threads of our relay, too
   */
  static void run(int port, boolean tuned, Runnable listening) {
    ActorSystem system = ActorSystem.create("forward", settings(tuned));
    Tcp.get(system)
        .bind("127.0.0.1", port)
        .mapMaterializedValue(bound -> bound.thenRun(listening))
        .grouped(2)
        .to(Sink.foreach(two -> two.get(0).flow().join(two.get(1).flow()).run(system)))
        .run(system);
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** No cluster, nothing of ours but how it reads and writes. */
  private static Config settings(boolean tuned) {
    Config relay = ConfigFactory.load();
    Config plain = ConfigFactory.defaultReference();
    for (String path : OURS) plain = plain.withValue(path, relay.getValue(path));
    if (tuned) for (String path : OUR_THREADS) plain = plain.withValue(path, relay.getValue(path));
    return plain;
  }
}

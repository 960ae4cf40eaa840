package io.peerrelay.transfer;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of legs whose sides are on two nodes, each leg on a connection of its own:
 *
 * <pre>
 *   receiver's node                          sender's node
 *     expect: a token  ------ Reachable ------> onReachable
 *     IncomingLink    &lt;======== TCP =========== OutgoingLink
 * </pre>
 */
final class Links {
  /** Within it a link is there, and the caller has greeted. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** After it a node that says nothing is taken for gone. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  /** So long the transfer may yet say why a link ended. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** More callers than these that have not greeted are not let in. */
  private static final int STRANGERS = 500;

  private static final int BACKLOG = 1024;

  private final ActorSystem<?> system;
  private final ConcurrentMap<String, Expected> expected = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CompletableFuture<PartyMessage.Reachable>> told =
      new ConcurrentHashMap<>();
  private final AtomicInteger strangers = new AtomicInteger();
  private volatile InetSocketAddress address;
  private volatile Optional<LinkTls> tls = Optional.empty();

  private record Expected(Greeting greeting, IncomingLink.Leg leg) {}

  Links(ActorSystem<?> system) {
    this.system = system;
  }

  /** Lets other nodes call here from now on. */
  CompletionStage<InetSocketAddress> listen(String host, int port, Optional<LinkTls> tls) {
    this.tls = tls;
    Tcp tcp = Tcp.get(system);
    Source<Tcp.IncomingConnection, CompletionStage<Tcp.ServerBinding>> callers =
        tls.map(keys -> tcp.bindWithTls(host, port, keys.server()))
            .orElseGet(() -> tcp.bind(host, port, BACKLOG, List.of(), true, Optional.empty()));
    return callers
        .to(Sink.foreach(this::receive))
        .run(system)
        .thenApply(
            binding -> {
              address = new InetSocketAddress(host, binding.localAddress().getPort());
              return address;
            });
  }

  private void receive(Tcp.IncomingConnection caller) {
    boolean tooMany = strangers.incrementAndGet() > STRANGERS;
    caller.handleWith(
        tooMany
            ? Flow.fromSinkAndSource(Sink.cancelled(), Source.failed(new LinkLost("too many")))
            : Flow.fromGraph(new IncomingLink(this::admit, strangers::decrementAndGet)),
        system);
    if (tooMany) strangers.decrementAndGet();
  }

  private Optional<IncomingLink.Leg> admit(Greeting greeting) {
    Expected leg = expected.get(greeting.leg());
    if (leg == null || !leg.greeting().isSame(greeting)) return Optional.empty();
    boolean isFirst = expected.remove(greeting.leg(), leg);
    return isFirst ? Optional.of(leg.leg()) : Optional.empty();
  }

  /**
   * The bytes of this leg come from another node.
   *
   * @param broken is called where they don't, for whatever reason
   * @return what to tell the sender's side
   */
  PartyMessage.Reachable expect(PartyMessage.Opened opened, BytePath path, Runnable broken) {
    Greeting greeting = Greeting.of(opened.leg());
    Runnable lost = afterGrace(path, broken);
    Expected leg = new Expected(greeting, new IncomingLink.Leg(path, lost));
    expected.put(opened.leg().id(), leg);
    after(
        PATIENCE,
        () -> {
          if (expected.remove(opened.leg().id(), leg)) lost.run();
        });
    return new PartyMessage.Reachable(
        opened.transfer(),
        opened.leg().id(),
        address.getHostString(),
        address.getPort(),
        greeting.token());
  }

  /**
   * The bytes of this leg go to another node, as soon as that one has told where.
   *
   * @param over is called when it takes no more
   * @param broken is called where bytes are missing there, for whatever reason
   */
  void call(String leg, BytePath path, Runnable over, Runnable broken) {
    Runnable lost = afterGrace(path, broken);
    told(leg)
        .whenComplete(
            (reachable, failure) -> {
              told.remove(leg);
              if (failure != null) lost.run();
              else connect(reachable, path, over, lost);
            });
  }

  /** Comes before or after the sender's side knows of the leg. */
  void onReachable(PartyMessage.Reachable reachable) {
    told(reachable.leg()).complete(reachable);
  }

  private CompletableFuture<PartyMessage.Reachable> told(String leg) {
    return told.computeIfAbsent(
        leg,
        unused -> {
          CompletableFuture<PartyMessage.Reachable> place = new CompletableFuture<>();
          after(PATIENCE, () -> place.cancel(false));
          after(PATIENCE, () -> told.remove(leg, place));
          return place;
        });
  }

  private void connect(PartyMessage.Reachable to, BytePath path, Runnable over, Runnable lost) {
    InetSocketAddress node = new InetSocketAddress(to.host(), to.port());
    Flow<ByteString, ByteString, ?> connection =
        tls.<Flow<ByteString, ByteString, ?>>map(
                keys ->
                    Tcp.get(system)
                        .outgoingConnectionWithTls(
                            node, () -> keys.client().apply(to.host(), to.port())))
            .orElseGet(
                () ->
                    Tcp.get(system)
                        .outgoingConnection(
                            node,
                            Optional.empty(),
                            List.of(),
                            true,
                            Optional.of(PATIENCE),
                            Optional.empty()));
    Greeting greeting = new Greeting(to.leg(), to.token());
    connection.join(Flow.fromGraph(new OutgoingLink(greeting, path, over, lost))).run(system);
  }

  private Runnable afterGrace(BytePath path, Runnable broken) {
    return () ->
        after(
            GRACE,
            () -> {
              if (!path.isClosed()) broken.run();
            });
  }

  private void after(Duration time, Runnable action) {
    system.scheduler().scheduleOnce(time, action, system.executionContext());
  }
}

package io.peerrelay.node;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.management.javadsl.AkkaManagement;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where a node is watched, and told to go; not for clients.
 *
 * <pre>
 *  GET  /health/live      200 as long as the process answers
 *  GET  /health/ready     200, or 503 and why not: {@link Readiness}
 *  GET  /node             {@link NodeReport}
 *  POST /drain            202, and then the node goes: {@link Departure}
 *  GET  /cluster/members  Akka Management's, which can only be read
 *  GET  /bootstrap/…      how nodes find each other, where that is set
 * </pre>
 */
final class Management extends AllDirectives {
  private static final Duration START_DEADLINE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final Readiness readiness;
  private final Departure departure;
  private volatile NodeReport.Source report;

  Management(ActorSystem<?> system, Readiness readiness, Departure departure) {
    this.system = system;
    this.readiness = readiness;
    this.departure = departure;
  }

  /**
   * Listens until the node has stopped, and returns where.
   *
   * @throws StartFailure if the address can't be had
   */
  InetSocketAddress listen(InetSocketAddress address) {
    return StartFailure.await(
            "management on " + address.getHostString() + ":" + address.getPort(),
            "relay.cluster.management-port (--management-port)",
            Http.get(system).newServerAt(address.getHostString(), address.getPort()).bind(routes()),
            START_DEADLINE)
        .localAddress();
  }

  /** What to count, once it is there. */
  void report(NodeReport.Source source) {
    report = source;
  }

  private Route routes() {
    return concat(
        pathPrefix(
            "health",
            () ->
                concat(
                    path("live", () -> get(() -> text(StatusCodes.OK, "alive"))),
                    path("ready", () -> get(this::ready)))),
        path("node", () -> get(this::node)),
        path("drain", () -> post(this::drain)),
        AkkaManagement.get(system).getRoutes());
  }

  private Route ready() {
    return onSuccess(
        readiness.objection(),
        objection ->
            objection
                .map(why -> text(StatusCodes.SERVICE_UNAVAILABLE, "not ready: " + why))
                .orElseGet(() -> text(StatusCodes.OK, "ready")));
  }

  private Route node() {
    if (report == null) return text(StatusCodes.SERVICE_UNAVAILABLE, "starting");
    return onSuccess(
        report.make(),
        made ->
            complete(
                HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, made.json()))));
  }

  /** A page in a browser on this machine must not be able to do that. */
  private Route drain() {
    return optionalHeaderValueByName(
        "Origin",
        origin -> {
          if (origin.isPresent()) return text(StatusCodes.FORBIDDEN, "not from a browser");
          readiness.end();
          departure.begin(new Departure.Drained());
          return text(StatusCodes.ACCEPTED, "going");
        });
  }

  private Route text(StatusCode status, String line) {
    return complete(
        HttpResponse.create()
            .withStatus(status)
            .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, line + "\n")));
  }
}

package io.peerrelay.web;

import akka.actor.typed.ActorRef;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Host;
import io.peerrelay.connection.Connections;
import io.peerrelay.protocol.dialect.Dialects;
import io.peerrelay.protocol.dialect.Opening;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.settings.Settings;
import io.peerrelay.websocket.WebSocket;
import java.util.List;
import java.util.Set;

/** Opens the sockets of one address. */
final class Sockets {
  private static final Set<String> PATHS = Set.of("/", "/ws", "/register");

  private final WebSocket webSocket;
  private final ActorRef<Connections.Command> connections;
  private final Settings settings;
  private final Dialects dialects;

  /** Null before the first socket. */
  private volatile Known latest;

  /** What serves all who have opened their sockets alike, and call the relay by the same name. */
  private record Known(String origin, Opening opening, WebSocket.Service service) {}

  /**
   * @param dialects what is spoken at this address
   */
  Sockets(
      WebSocket webSocket,
      ActorRef<Connections.Command> connections,
      Settings settings,
      Dialects dialects) {
    this.webSocket = webSocket;
    this.connections = connections;
    this.settings = settings;
    this.dialects = dialects;
  }

  /** Whether there are sockets where the request asks for one. */
  boolean opensAt(HttpRequest request) {
    Opening opening = opening(request);
    return PATHS.contains(opening.path())
        || dialects.kinds().stream().anyMatch(kind -> kind.opens(opening));
  }

  HttpResponse open(HttpRequest request) {
    if (!settings.http().nullOrigin() && isOfNoOrigin(request))
      return HttpResponse.create()
          .withStatus(StatusCodes.FORBIDDEN)
          .withEntity("Pages without an origin are not let in here (relay.http.null-origin).\n");
    Opening opening = opening(request);
    Reception reception = new Reception(dialects, opening);
    return webSocket.accept(
        request, reception.subprotocol(), service(reception, opening, origin(request)));
  }

  /** The same service for all who have opened theirs in the same way, as most do. */
  private WebSocket.Service service(Reception reception, Opening opening, String origin) {
    Known known = latest;
    if (known != null && known.origin().equals(origin) && known.opening().equals(opening))
      return known.service();
    WebSocket.Service service =
        webSocket.service(Connections.flow(connections, settings.socket(), reception, origin));
    // What else stands there may be a password.
    boolean isPublic = List.of(Reception.RELAY_SUBPROTOCOL).containsAll(opening.subprotocols());
    if (isPublic) latest = new Known(origin, opening, service);
    return service;
  }

  private static Opening opening(HttpRequest request) {
    return new Opening(request.getUri().path(), WebSocket.subprotocols(request));
  }

  /** What the client calls this relay. */
  private String origin(HttpRequest request) {
    if (!settings.http().publicUrl().isEmpty()) return settings.http().publicUrl();
    return "http://" + request.getHeader(Host.class).map(Host::value).orElse("localhost");
  }

  /** As a page is that was opened from a file. */
  private static boolean isOfNoOrigin(HttpRequest request) {
    for (HttpHeader header : request.getHeaders())
      if (header.lowercaseName().equals("origin") && header.value().strip().equals("null"))
        return true;
    return false;
  }
}

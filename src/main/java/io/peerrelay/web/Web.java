package io.peerrelay.web;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.TLSProtocol;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.TLSPlacebo;
import akka.util.ByteString;
import io.peerrelay.connection.Connections;
import io.peerrelay.connection.Relay;
import io.peerrelay.page.Page;
import io.peerrelay.protocol.dialect.Dialects;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.publisher.ClientChannels;
import io.peerrelay.publisher.Publisher;
import io.peerrelay.settings.Settings;
import io.peerrelay.websocket.Heartbeat;
import io.peerrelay.websocket.Limits;
import io.peerrelay.websocket.WebSocket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is reached over HTTP.
 *
 * <pre>
 *  GET /, /ws, /register with Upgrade: websocket   a socket, see {@link Sockets}
 *  POST /register                                  {@link Registration}
 *  PUT, GET, HEAD /transfers/ID                    {@link Transfers}
 *  /v1/…                                           {@link PublisherRoutes}, where there is a message queue
 *  GET /ws                                         that the relay is there
 *  GET /, /page/…                                  the web client, see {@link Page}
 * </pre>
 */
public final class Web {
  private final ActorSystem<?> system;
  private final ActorRef<Connections.Command> connections;
  private final Settings settings;
  private final WebSocket webSocket;
  private final Registration registration;
  private final Transfers transfers;
  private final Optional<PublisherRoutes> publisher;
  private final Page page = new Page();

  private volatile boolean leaving;
  private volatile boolean succeeded;

  /**
   * @param publisher empty where there is no message queue
   */
  public Web(
      ActorSystem<?> system,
      Settings settings,
      Relay relay,
      ActorRef<Connections.Command> connections,
      Optional<Publisher> publisher) {
    this.system = system;
    this.settings = settings;
    this.connections = connections;
    Heartbeat heartbeat =
        Heartbeat.start(system, settings.socket().pingInterval(), settings.socket().silenceLimit());
    this.webSocket =
        new WebSocket(
            new Limits(settings.socket().largestText(), settings.socket().largestBinaryFrame()),
            heartbeat);
    this.registration = new Registration(system, relay.accounts());
    this.transfers = new Transfers(system, relay);
    this.publisher = publisher.map(queue -> routes(queue, relay));
  }

  private PublisherRoutes routes(Publisher queue, Relay relay) {
    ClientChannels clients =
        new ClientChannels(
            system,
            relay.accounts(),
            settings.publisher().registration(),
            settings.conversation().channels(),
            settings.socket().requestTimeout());
    return new PublisherRoutes(system, queue, clients, settings.publisher().testMode());
  }

  /** Starts to listen on one address; fails if that can't be had. */
  public CompletionStage<ServerBinding> bind(InetSocketAddress address, Dialects dialects) {
    return Http.get(system)
        .newServerAt(address.getHostString(), address.getPort())
        .bindFlow(requests(dialects));
  }

  /** From now on whoever asks for something is sent elsewhere; what runs goes on. */
  public void leave() {
    leaving = true;
  }

  /**
   * @param so whether who asks for a socket is sent elsewhere from now on; the rest goes on
   */
  public void succeeded(boolean so) {
    succeeded = so;
  }

  /**
   * @param dialects spoken on the sockets of this address
   */
  private Flow<HttpRequest, HttpResponse, NotUsed> requests(Dialects dialects) {
    Sockets sockets = new Sockets(webSocket, connections, settings, dialects);
    return Flow.of(HttpRequest.class)
        .via(new ReceiptStage())
        .mapAsync(1, request -> handle(request, sockets));
  }

  /** What serves one connection, for whatever carries its bytes. */
  public Flow<ByteString, ByteString, NotUsed> connection() {
    BidiFlow<TLSProtocol.SslTlsOutbound, ByteString, ByteString, TLSProtocol.SslTlsInbound, NotUsed>
        plain =
            BidiFlow.fromFlows(
                    Flow.of(TLSProtocol.SslTlsOutbound.class),
                    Flow.of(TLSProtocol.SessionBytes.class)
                        .map(TLSProtocol.SslTlsInbound.class::cast))
                .atop(TLSPlacebo.getInstance());
    return requests(Dialects.relayOnly()).join(Http.get(system).serverLayer().atop(plain));
  }

  /** One socket without HTTP, for whatever carries its bytes and has made the upgrade. */
  public Flow<ByteString, ByteString, NotUsed> socket() {
    return webSocket
        .frames()
        .join(
            Connections.flow(
                connections, settings.socket(), Reception.ofRelay(), settings.http().publicUrl()));
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request, Sockets sockets) {
    if (leaving) return now(request, goElsewhere());
    String path = request.getUri().path();
    if (WebSocket.isUpgrade(request) && sockets.opensAt(request))
      return now(request, succeeded ? goElsewhere() : sockets.open(request));
    if (path.startsWith(Transfers.PATH)) return transfers.handle(request);
    if (path.equals("/register")) {
      if (request.method().equals(HttpMethods.POST)) return registration.handle(request);
      return now(
          request,
          text(StatusCodes.METHOD_NOT_ALLOWED, "Register by POST, or open a WebSocket here."));
    }
    if (path.equals("/ws"))
      return now(
          request,
          text(StatusCodes.OK, "Peer Relay is up. Open a WebSocket here; see docs/protocol.md."));
    return page.answer(request)
        .map(answer -> now(request, answer))
        .or(() -> publisher.flatMap(routes -> routes.handle(request)))
        .orElseGet(() -> now(request, nothing()));
  }

  private static HttpResponse nothing() {
    return text(StatusCodes.NOT_FOUND, "Nothing here. The web client is at /.");
  }

  private static HttpResponse goElsewhere() {
    return text(StatusCodes.SERVICE_UNAVAILABLE, "This relay is going away. Try again at once.")
        .addHeader(RawHeader.create("Retry-After", "1"))
        .addHeader(Connection.create("close"));
  }

  private CompletionStage<HttpResponse> now(HttpRequest request, HttpResponse response) {
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(response);
  }

  private static HttpResponse text(StatusCode status, String line) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, line + "\n"));
  }
}

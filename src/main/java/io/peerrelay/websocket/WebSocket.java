package io.peerrelay.websocket;

import akka.NotUsed;
import akka.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpProtocols;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.FlowShape;
import akka.stream.Graph;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The server's side of WebSockets: turns a request for an upgrade into the response that makes it,
 * with a handler for the messages of that socket.
 *
 * <pre>
 *  bytes -> +-----------------+ -> messages -> +---------+
 *   TCP     | frames (shared: |                | handler |
 *  bytes <- |  the heartbeat) | <- messages <- |         |
 *           +-----------------+                +---------+
 * </pre>
 *
 * What a handler may rely on:
 *
 * <ul>
 *   <li>What it doesn't pull is not read from the network, but for one read in advance; what the
 *       network doesn't take is not pulled from it. Pings are answered meanwhile, as far as they
 *       don't stand behind a message that waits for it.
 *   <li>Its inlet completes when nothing more will come: the peer closed, broke the protocol, fell
 *       silent or is gone. Its outlet is cancelled when nothing more can be sent. Where the network
 *       is gone, the inlet first hands on what had been read.
 *   <li>It ends the socket by {@link Message.Close}, or by completing (1000) or failing (1011) its
 *       outlet. A peer that doesn't answer our close within 5 s is cut off.
 *   <li>It may cancel its inlet and go on sending; what the peer sends is then dropped.
 * </ul>
 *
 * @param limits what a peer may send
 * @param heartbeat shared by all sockets of a node
 */
public record WebSocket(Limits limits, Heartbeat heartbeat) {
  private static final String UPGRADE = "upgrade";
  private static final String CONNECTION = "connection";
  private static final String PROTOCOL = "sec-websocket-protocol";
  private static final String KEY = "sec-websocket-key";
  private static final String VERSION = "sec-websocket-version";

  /**
   * What the bytes of a socket flow through. A socket that had one of its own would keep the plans
   * of its stream as long as it is open: more than a kilobyte.
   */
  public static final class Service {
    private final HttpHeader header;

    private Service(HttpHeader header) {
      this.header = header;
    }

    private HttpHeader header() {
      return header;
    }
  }

  /** Whether the request asks for a WebSocket, be it in a legal way or not. */
  public static boolean isUpgrade(HttpRequest request) {
    return tokens(request, UPGRADE).anyMatch("websocket"::equalsIgnoreCase);
  }

  /** The subprotocols that the client offers, the one it likes best first. */
  public static List<String> subprotocols(HttpRequest request) {
    return tokens(request, PROTOCOL).toList();
  }

  /** Like {@link #accept(HttpRequest, Optional, Graph)}, without a subprotocol. */
  public HttpResponse accept(HttpRequest request, Graph<FlowShape<Message, Message>, ?> handler) {
    return accept(request, Optional.empty(), handler);
  }

  /**
   * Answers a request for an upgrade: 101, or 400 or 426 with a sentence that says what is wrong.
   * The handler is run once, and only after a 101.
   *
   * @param subprotocol one of those the client offered
   */
  public HttpResponse accept(
      HttpRequest request,
      Optional<String> subprotocol,
      Graph<FlowShape<Message, Message>, ?> handler) {
    return accept(request, subprotocol, service(handler));
  }

  /** The same, for a service that is used again and again. */
  public HttpResponse accept(HttpRequest request, Optional<String> subprotocol, Service service) {
    Optional<HttpResponse> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<HttpHeader> headers = new ArrayList<>();
    subprotocol.ifPresent(
        chosen ->
            headers.add(RawHeader.create("Sec-WebSocket-Protocol", offered(request, chosen))));
    String key = value(request, KEY).orElseThrow();
    headers.add(RawHeader.create("Upgrade", "websocket"));
    headers.add(Connection.create("Upgrade"));
    headers.add(RawHeader.create("Sec-WebSocket-Accept", Handshake.accept(key)));
    headers.add(service.header());
    return HttpResponse.create().withStatus(StatusCodes.SWITCHING_PROTOCOLS).addHeaders(headers);
  }

  /** Any number of sockets can have the same one: each runs the handler anew. */
  public Service service(Graph<FlowShape<Message, Message>, ?> handler) {
    return new Service(switchTo(frames().join(Flow.fromGraph(handler))));
  }

  /** The frames alone, between bytes and messages; the bytes fed to it are its own from then on. */
  public BidiFlow<ByteString, Message, Message, ByteString, NotUsed> frames() {
    return BidiFlow.fromGraph(new WebSocketStage(limits, heartbeat));
  }

  private static Optional<HttpResponse> refusal(HttpRequest request) {
    if (!isUpgrade(request)) {
      return Optional.of(
          refuse(StatusCodes.UPGRADE_REQUIRED, "This address speaks WebSocket only.")
              .addHeader(RawHeader.create("Upgrade", "websocket")));
    }
    if (!request.protocol().equals(HttpProtocols.HTTP_1_1)) {
      return badRequest("A WebSocket is opened by HTTP/1.1.");
    }
    if (!request.method().equals(HttpMethods.GET)) {
      return badRequest("A WebSocket is opened by GET, not " + request.method().value() + ".");
    }
    if (tokens(request, CONNECTION).noneMatch("upgrade"::equalsIgnoreCase)) {
      return badRequest("The header Connection must name upgrade.");
    }
    if (!value(request, VERSION).equals(Optional.of(Handshake.VERSION))) {
      return Optional.of(
          refuse(StatusCodes.UPGRADE_REQUIRED, "The header Sec-WebSocket-Version must be 13.")
              .addHeader(RawHeader.create("Upgrade", "websocket"))
              .addHeader(RawHeader.create("Sec-WebSocket-Version", Handshake.VERSION)));
    }
    if (value(request, KEY).filter(Handshake::isKey).isEmpty()) {
      return badRequest("The header Sec-WebSocket-Key must be 16 bytes in base64.");
    }
    return Optional.empty();
  }

  /** Internal to Akka HTTP, whose version is pinned: the header by which its server hands over. */
  private static HttpHeader switchTo(Flow<ByteString, ByteString, ?> flow) {
    return new UpgradeToOtherProtocolResponseHeader(
        flow.<Object>mapMaterializedValue(value -> value).asScala());
  }

  private static String offered(HttpRequest request, String chosen) {
    List<String> offers = subprotocols(request);
    if (!offers.contains(chosen)) {
      throw new IllegalArgumentException(
          "subprotocol: " + chosen + " (expected: one of " + offers + ")");
    }
    return chosen;
  }

  private static Optional<HttpResponse> badRequest(String message) {
    return Optional.of(refuse(StatusCodes.BAD_REQUEST, message));
  }

  private static HttpResponse refuse(StatusCode status, String message) {
    return HttpResponse.create().withStatus(status).withEntity(message + "\n");
  }

  private static Optional<String> value(HttpRequest request, String lowerCaseName) {
    return headers(request, lowerCaseName).findFirst();
  }

  private static Stream<String> tokens(HttpRequest request, String lowerCaseName) {
    return headers(request, lowerCaseName)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private static Stream<String> headers(HttpRequest request, String lowerCaseName) {
    return StreamSupport.stream(request.getHeaders().spliterator(), false)
        .filter(header -> header.lowercaseName().equals(lowerCaseName))
        .map(HttpHeader::value);
  }
}

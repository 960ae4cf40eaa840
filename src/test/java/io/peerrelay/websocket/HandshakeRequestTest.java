package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Flow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeRequestTest {
  private static final List<String> GOOD =
      List.of(
          "GET /ws HTTP/1.1",
          "Host: localhost",
          "Connection: keep-alive, Upgrade",
          "Upgrade: WebSocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: " + RawClient.KEY);

  private static final ActorTestKit kit = TestServer.testKit();
  private static TestServer server;

  @BeforeAll
  static void start() {
    WebSocket sockets = new WebSocket(TestServer.LIMITS, TestServer.calm(kit));
    server =
        TestServer.serve(
            kit,
            sockets.heartbeat(),
            request ->
                sockets.accept(
                    request,
                    WebSocket.subprotocols(request).stream().filter("relay.v1"::equals).findFirst(),
                    Flow.create()));
  }

  @AfterAll
  static void stop() {
    server.close();
    kit.shutdownTestKit();
  }

  @Test
  void switchesProtocolsAndProvesToHaveReadTheKey() throws IOException {
    assertThat(answer(GOOD))
        .startsWith("HTTP/1.1 101 ")
        .contains("Upgrade: websocket\r\n")
        .contains("Connection: Upgrade\r\n")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
        .doesNotContain("Sec-WebSocket-Protocol");
  }

  @Test
  void takesNoExtension() throws IOException {
    assertThat(answer(with("Sec-WebSocket-Extensions: permessage-deflate")))
        .startsWith("HTTP/1.1 101 ")
        .doesNotContain("Sec-WebSocket-Extensions");
  }

  @Test
  void namesTheSubprotocolThatWasChosen() throws IOException {
    assertThat(answer(with("Sec-WebSocket-Protocol: chat, relay.v1")))
        .contains("Sec-WebSocket-Protocol: relay.v1\r\n");
  }

  @Test
  void readsTheOffersOfSeveralHeadersInOrder() {
    HttpRequest request =
        HttpRequest.create()
            .addHeader(RawHeader.create("Sec-WebSocket-Protocol", "a, b"))
            .addHeader(RawHeader.create("Sec-WebSocket-Protocol", "c"));
    assertThat(WebSocket.subprotocols(request)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(WebSocket.isUpgrade(request)).isFalse();
  }

  @Test
  void cannotChooseASubprotocolThatWasNotOffered() {
    HttpRequest request =
        HttpRequest.create()
            .addHeader(RawHeader.create("Upgrade", "websocket"))
            .addHeader(RawHeader.create("Connection", "Upgrade"))
            .addHeader(RawHeader.create("Sec-WebSocket-Version", "13"))
            .addHeader(RawHeader.create("Sec-WebSocket-Key", RawClient.KEY));
    WebSocket sockets = new WebSocket(TestServer.LIMITS, TestServer.calm(kit));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sockets.accept(request, Optional.of("relay.v1"), Flow.create()))
        .withMessage("subprotocol: relay.v1 (expected: one of [])");
    sockets.heartbeat().close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /ws HTTP/1.1, POST /ws HTTP/1.1, 400, opened by GET",
    "GET /ws HTTP/1.1, GET /ws HTTP/1.0, 400, HTTP/1.1",
    "Connection: keep-alive, Connection: keep-alive, 400, Connection must name upgrade",
    "Upgrade: WebSocket, Upgrade: h2c, 426, speaks WebSocket only",
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426, must be 13",
    "Sec-WebSocket-Version: 13, X-Nothing: 1, 426, must be 13",
    "Sec-WebSocket-Key: , Sec-WebSocket-Key: dGhlIHNhbXBsZQ==, 400, 16 bytes in base64",
    "Sec-WebSocket-Key: , Sec-WebSocket-Key: ???, 400, 16 bytes in base64",
    "Sec-WebSocket-Key: , X-Nothing: 1, 400, 16 bytes in base64",
  })
  void refusesWithASentence(String good, String bad, int status, String sentence)
      throws IOException {
    List<String> lines = GOOD.stream().map(line -> line.startsWith(good) ? bad : line).toList();
    try (RawClient client = RawClient.connect(server.port())) {
      assertThat(client.request(lines.toArray(String[]::new)))
          .startsWith("HTTP/1.1 " + status + " ");
      assertThat(client.line()).contains(sentence);
    }
  }

  @Test
  void saysWhichVersionItSpeaks() throws IOException {
    List<String> lines =
        GOOD.stream().map(line -> line.replace("Version: 13", "Version: 8")).toList();
    assertThat(answer(lines)).contains("Sec-WebSocket-Version: 13\r\n");
  }

  private static List<String> with(String header) {
    return Stream.concat(GOOD.stream(), Stream.of(header)).toList();
  }

  private static String answer(List<String> lines) throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      return client.request(lines.toArray(String[]::new));
    }
  }
}

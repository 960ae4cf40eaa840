package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sides that don't come, or come and do nothing, at a relay with little patience. */
class HttpPatienceTest extends HttpFixture {
  private static final int SIZE = 40_000_000;

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay("relay.transfer { idle-limit = 1s, ticket-lifetime = 1s }");

  private final TestFile file = TestFile.of(SIZE, 1);

  HttpPatienceTest() {
    super(relay);
  }

  @BeforeEach
  void acceptTheFile() {
    accept(file);
  }

  @Test
  void doesNotWaitForEverForTheReceiver() {
    Curl.Result answer = exchange.put("source").end().expectError(503, "notReady");
    assertThat(answer.header("Retry-After")).isPresent();
    expectUnharmed(file);
  }

  @Test
  void doesNotWaitForEverForTheSender() {
    exchange.sender.close();
    Curl.Result answer =
        exchange
            .curl
            .run("-H", HttpExchange.bearer(exchange.receiver), exchange.url())
            .expectError(503, "notReady");
    assertThat(answer.header("Retry-After")).isPresent();
    expectUnharmed(file);
  }

  @Test
  void forgetsATicketAfterItsTime() {
    String ticket = exchange.ticketFor(exchange.receiver);
    await().until(() -> exchange.curl.run("-I", ticket).status() == 404);
    exchange.curl.run(ticket).expectError(404, "noSuchTransfer");
    expectUnharmed(file);
  }

  /** The first bytes come, and then nothing. */
  @Test
  void tellsASenderThatSendsNothing() throws IOException {
    Curl.Running get = exchange.get("copy");
    try (Socket line = new Socket("127.0.0.1", relay.address().getPort())) {
      OutputStream out = line.getOutputStream();
      String head =
          "PUT /transfers/%s HTTP/1.1\r\nHost: relay\r\n%s\r\nContent-Length: %d\r\n\r\n"
              .formatted(exchange.transfer(), HttpExchange.bearer(exchange.sender), SIZE);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(file.part(0, 50_000).bytes());
      String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"idle\"");
    }
    get.kill();
    expectUnharmed(file);
  }

  /** The kernels take some, and then nothing goes. */
  @Test
  void cutsAReceiverThatTakesNothing() throws IOException {
    try (Socket line = new Socket()) {
      line.setReceiveBufferSize(64 * 1024);
      line.connect(relay.address());
      String head =
          "GET /transfers/%s HTTP/1.1\r\nHost: relay\r\n%s\r\n\r\n"
              .formatted(exchange.transfer(), HttpExchange.bearer(exchange.receiver));
      line.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Curl.Running put = exchange.put("source");
      await().until(() -> relay.runningTransfers() > 0);
      assertThat(put.end().status()).isEqualTo(503);
    }
    expectUnharmed(file);
  }
}

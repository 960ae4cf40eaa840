package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of the JDK, which shares no code with ours. */
class ForeignClientTest {
  private static final ActorTestKit kit = TestServer.testKit();
  private static TestServer server;

  private final Heard heard = new Heard();
  private WebSocket client;

  @BeforeAll
  static void start() {
    server = TestServer.echo(kit, new Limits(8 * 1024 * 1024, 1024 * 1024));
  }

  @AfterAll
  static void stop() {
    server.close();
    kit.shutdownTestKit();
  }

  @BeforeEach
  void open() {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/");
    client = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, heard).join();
  }

  @AfterEach
  void abort() {
    client.abort();
  }

  @Test
  void hearsItsTextAgain() throws Exception {
    client.sendText("Grüße, 世界 🌍", true).join();
    assertThat(heard.next()).isEqualTo("Grüße, 世界 🌍");
    client.sendText("", true).join();
    assertThat(heard.next()).isEqualTo("");
  }

  @Test
  void hearsItsFragmentedTextAgain() throws Exception {
    String part = "🌍 ein langes Stück ".repeat(50_000);
    for (int i = 0; i < 5; i++) {
      client.sendText(part, i == 4).join();
    }
    assertThat(heard.next()).isEqualTo(part.repeat(5));
  }

  @Test
  void hearsABigFragmentedBinaryMessageAgain() throws Exception {
    byte[] part = new byte[1024 * 1024];
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 32; i++) {
      new Random(i).nextBytes(part);
      all.writeBytes(part);
      client.sendBinary(ByteBuffer.wrap(part), i == 31).join();
    }
    assertThat(heard.next()).isEqualTo(ByteBuffer.wrap(all.toByteArray()));
  }

  @Test
  void hearsItsPongAndTheAnswerToItsClose() throws Exception {
    client.sendPing(ByteBuffer.wrap("here?".getBytes(UTF_8))).join();
    assertThat(heard.next()).isEqualTo("pong here?");
    client.sendClose(4444, "enough").join();
    assertThat(heard.next()).isEqualTo("close 4444");
  }

  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Object next() throws InterruptedException {
      return all.poll(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        all.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
      if (last) {
        all.add(ByteBuffer.wrap(bytes.toByteArray()));
        bytes.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
      all.add("pong " + UTF_8.decode(payload));
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      all.add("close " + code);
      return null;
    }
  }
}

package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What is asked over HTTP of a relay that hands a queue on. */
final class PublisherFixture {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String PASSWORD = "correct horse 7";

  private PublisherFixture() {}

  record Answer(int status, JsonNode body) {
    Answer expect(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    void expectError(int expected, String code) {
      expect(expected);
      assertThat(body.path("code").asText()).as("%s", body).isEqualTo(code);
      assertThat(body.path("message").asText()).isNotBlank();
    }
  }

  static Answer get(InetSocketAddress relay, String path) {
    return send(HttpRequest.newBuilder(uri(relay, path)).build());
  }

  /** Single quotes stand for double ones. */
  static Answer post(InetSocketAddress relay, String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(relay, path))
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }

  /** A client of the queue with a channel of its own, called like the client. */
  static JsonNode newClient(InetSocketAddress relay, String name) {
    String order = "{'name':'%s','password':'%s'}".formatted(name, PASSWORD);
    // A relay that has much to do may say that it is to be asked again.
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> post(relay, "/v1/create-channel-client", order), answer -> answer.status() != 503)
        .expect(200)
        .body();
  }

  /** Returns when the queue is consumed. */
  static void consume(InetSocketAddress relay) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(relay, "/v1/create-rabbit-ch").status() == 200);
  }

  private static URI uri(InetSocketAddress relay, String path) {
    return URI.create("http://127.0.0.1:" + relay.getPort() + path);
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(), body.startsWith("{") ? JSON.readTree(body) : JSON.nullNode());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

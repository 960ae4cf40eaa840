package io.peerrelay.endtoend;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the relay answers over plain HTTP; docs/openapi.yaml says the same. */
class HttpTest {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void registersOnce() throws Exception {
    HttpResponse<String> first =
        register(
            "{\"username\":\"Mara\",\"password\":\"correct horse 7\",\"profile\":{\"city\":\"Bern\"}}");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(json(first).path("type").asText()).isEqualTo("registered");
    assertThat(json(first).path("username").asText()).isEqualTo("Mara");
    HttpResponse<String> second =
        register("{\"username\":\"mara\",\"password\":\"correct horse 7\"}");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(json(second).path("code").asText()).isEqualTo("alreadyRegistered");
  }

  @Test
  void refusesWhatIsNoRegistration() throws Exception {
    assertRefused(register("{\"username\":\"nils\""), 400, "badJson");
    assertRefused(register("[]"), 400, "badJson");
    assertRefused(register("{\"username\":\"nils\"}"), 400, "badField");
    assertRefused(
        register(
            "{\"username\":\"nils\",\"password\":\"correct horse 7\",\"profile\":{\"city\":1}}"),
        400,
        "badField");
    assertRefused(register("{\"username\":\"nils\",\"password\":\"short\"}"), 400, "weakPassword");
    assertRefused(register("{\"username\":\"" + "n".repeat(20_000) + "\"}"), 413, "tooLarge");
  }

  @Test
  void opensASocketForAPageOfItsOwnOrigin() {
    String host = "127.0.0.1:" + relay.address().getPort();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .header("Origin", "http://" + host)
            .subprotocols("relay.v1")
            .buildAsync(URI.create("ws://" + host + "/ws"), new WebSocket.Listener() {})
            .join();
    assertThat(socket.getSubprotocol()).isEqualTo("relay.v1");
    socket.abort();
  }

  @Test
  void saysThatItIsUp() throws Exception {
    HttpResponse<String> up = get("/ws");
    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body()).contains("Peer Relay is up");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/register").statusCode()).isEqualTo(405);
  }

  @Test
  void bringsThePage() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
    assertThat(page.body()).startsWith("<!doctype html>");

    HttpResponse<String> head = send(HttpRequest.newBuilder(uri("/")).method("HEAD", noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(page.headers().firstValue("ETag"));

    String tag = page.headers().firstValue("ETag").orElseThrow();
    assertThat(send(HttpRequest.newBuilder(uri("/")).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(send(HttpRequest.newBuilder(uri("/")).POST(noBody())).statusCode()).isEqualTo(405);
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("code").asText()).isEqualTo(code);
    assertThat(json(response).path("hint").asText()).isNotBlank();
  }

  private static HttpResponse<String> register(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri("/register")).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + relay.address().getPort() + path);
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}

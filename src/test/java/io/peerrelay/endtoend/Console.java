package io.peerrelay.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whoever operates a node, at its management port. */
record Console(InetSocketAddress node) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return ask("GET", path);
  }

  HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.getPort() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) request.headers(headers);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  boolean isReady() throws IOException, InterruptedException {
    return get("/health/ready").statusCode() == 200;
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(path).body());
  }

  /** The nodes that it counts on, as {@code host:port}. */
  List<String> up() throws IOException, InterruptedException {
    List<String> up = new ArrayList<>();
    JsonNode cluster = json("/cluster/members");
    for (JsonNode member : cluster.path("members"))
      if (member.path("status").asText().equals("Up"))
        up.add(member.path("node").asText().replaceFirst(".*@", ""));
    for (JsonNode member : cluster.path("unreachable"))
      up.remove(member.path("node").asText().replaceFirst(".*@", ""));
    return up;
  }
}

package io.peerrelay.client;

import io.peerrelay.websocket.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The HTTP/1.1 request that turns a connection into a WebSocket, and the check of its answer. */
final class UpgradeRequest {
  static final String SUBPROTOCOL = "relay.v1";
  private static final String DEFAULT_PATH = "/ws";
  private static final int LONGEST_HEAD = 16 * 1024;

  private final URI relay;
  private final String key = Handshake.newKey();

  UpgradeRequest(URI relay) {
    this.relay = relay;
  }

  /**
   * @throws RelayException where the other end is no relay
   */
  void send(OutputStream output, InputStream input) throws IOException {
    output.write(request().getBytes(StandardCharsets.US_ASCII));
    output.flush();
    String[] head = readHead(input).split("\r\n", -1);
    checkStatus(head[0]);
    check(headers(head));
  }

  private String request() {
    String path = relay.getRawPath();
    if (path == null || path.isEmpty()) path = DEFAULT_PATH;
    if (relay.getRawQuery() != null) path += "?" + relay.getRawQuery();
    String port = relay.getPort() < 0 ? "" : ":" + relay.getPort();
    return String.join(
        "\r\n",
        "GET " + path + " HTTP/1.1",
        "Host: " + relay.getHost() + port,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Version: " + Handshake.VERSION,
        "Sec-WebSocket-Protocol: " + SUBPROTOCOL,
        "\r\n");
  }

  /** Everything up to the empty line, which is taken too; what follows is the first frame. */
  private String readHead(InputStream input) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    int ending = 0;
    while (ending < 4) {
      int next = input.read();
      if (next < 0) throw new EOFException();
      if (head.size() == LONGEST_HEAD) throw notARelay("its answer is not HTTP");
      head.write(next);
      boolean expected = next == (ending % 2 == 0 ? '\r' : '\n');
      ending = expected ? ending + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private void checkStatus(String line) {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1."))
      throw notARelay("its answer is not HTTP");
    if (words[1].equals("503") || words[1].equals("429"))
      throw new RelayException(
          authority() + " takes no connections at the moment (HTTP " + words[1] + ").",
          "Try again in a few seconds.",
          true,
          null);
    if (!words[1].equals("101")) throw notARelay("it answered HTTP " + words[1]);
  }

  private void check(Map<String, String> headers) {
    if (!"websocket".equalsIgnoreCase(headers.get("upgrade"))
        || !Handshake.accept(key).equals(headers.get("sec-websocket-accept")))
      throw notARelay("it did not complete the WebSocket handshake");
    if (!SUBPROTOCOL.equals(headers.get("sec-websocket-protocol")))
      throw notARelay("it opens WebSockets, but does not speak " + SUBPROTOCOL);
  }

  private static Map<String, String> headers(String[] head) {
    Map<String, String> headers = new HashMap<>();
    for (String line : head) {
      int colon = line.indexOf(':');
      if (colon > 0)
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private RelayException notARelay(String why) {
    return new RelayException(
        "At " + authority() + " there is no relay: " + why + ".",
        "Check the address.",
        false,
        null);
  }

  private String authority() {
    return relay.getAuthority();
  }
}

package io.peerrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A socket that speaks the relay protocol, as any program outside would: in JSON, by hand. */
final class RelaySocket implements Closeable {
  private static final String PATH = "/ws";
  private static final int SMALL_BUFFER = 256;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TROUBLE =
      Set.of("error", "failed", "cancelled", "declined", "withdrawn", "paused");

  private final WebSocketEnd end;

  private RelaySocket(WebSocketEnd end) {
    this.end = end;
  }

  static RelaySocket connect(int port) throws IOException {
    return new RelaySocket(WebSocketEnd.open(port, PATH));
  }

  /** One that nothing but short messages come to. */
  static RelaySocket connectSmall(int port) throws IOException {
    return new RelaySocket(WebSocketEnd.open(port, PATH, ByteBuffer.allocate(SMALL_BUFFER)));
  }

  /** Sends a message with these fields. */
  void send(String type, Map<String, ?> fields) throws IOException {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.putAll(fields);
    end.send(JSON.writeValueAsString(message));
  }

  /**
   * Waits for a message of this type and passes over what is only news.
   *
   * @throws IOException where the relay says instead that something went wrong
   */
  JsonNode expect(String type) throws IOException {
    while (true) {
      JsonNode message = JSON.readTree(end.readText());
      String is = message.path("type").asText();
      if (is.equals(type)) return message;
      if (TROUBLE.contains(is))
        throw new IOException("The relay said, in place of " + type + ": " + message);
    }
  }

  void write(ByteBuffer frames) throws IOException {
    end.write(frames);
  }

  /** Waits until so many bytes of content have come, each message's stream number not counted. */
  void readContent(long bytes) throws IOException {
    end.readContent(bytes, Integer.BYTES);
  }

  /** From now on nothing here waits for the network; this socket is attached to its key. */
  void register(Selector selector) throws IOException {
    end.register(selector, this);
  }

  /** Answers the pings in what has come; forgets the messages. */
  void takeIn() throws IOException {
    end.takeIn();
  }

  @Override
  public void close() throws IOException {
    end.close();
  }
}

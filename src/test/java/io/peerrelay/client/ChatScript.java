package io.peerrelay.client;

import static io.peerrelay.client.Conversation.id;
import static io.peerrelay.client.Conversation.welcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.ScriptedRelay.Frame;
import io.peerrelay.client.ScriptedRelay.Peer;
import java.io.IOException;

/** What a relay says and hears about the conversation {@code ada:bob} of bob's client. */
final class ChatScript {
  private ChatScript() {}

  /** The client is logged in. */
  static Frame sync(Peer client) throws IOException {
    client.open();
    Frame login = client.read();
    Frame sync = client.read();
    assertThat(login.text()).contains("\"login\"");
    assertThat(sync.text()).contains("\"sync\"");
    client.send(welcome(id(login)));
    return sync;
  }

  /** The client is logged in and has all. */
  static void logIn(Peer client) throws IOException {
    synced(client, sync(client));
  }

  static void synced(Peer client, Frame sync) throws IOException {
    client.send("{\"type\":\"synced\",\"re\":\"%s\"}".formatted(id(sync)));
  }

  static void message(Peer client, int seq) throws IOException {
    client.send(
        ("{\"type\":\"message\",\"conversation\":\"ada:bob\",\"seq\":%d,\"from\":\"ada\","
                + "\"time\":\"2026-01-01T00:00:00.000Z\",\"text\":\"no. %d\"}")
            .formatted(seq, seq));
  }

  static void edited(Peer client, int seq) throws IOException {
    client.send(
        ("{\"type\":\"edited\",\"conversation\":\"ada:bob\",\"seq\":%d,\"text\":\"new\","
                + "\"time\":\"2026-01-01T00:00:00.000Z\"}")
            .formatted(seq));
  }

  static void sent(Peer client, Frame message, int seq) throws IOException {
    client.send(
        ("{\"type\":\"sent\",\"re\":\"%s\",\"conversation\":\"ada:bob\",\"seq\":%d,"
                + "\"time\":\"2026-01-01T00:00:00.000Z\"}")
            .formatted(id(message), seq));
  }

  static void refuse(Peer client, Frame request, String code, boolean retryable)
      throws IOException {
    client.send(
        ("{\"type\":\"error\",\"re\":\"%s\",\"code\":\"%s\",\"message\":\"No.\","
                + "\"retryable\":%s,\"retryAfter\":10}")
            .formatted(id(request), code, retryable));
  }

  static String reference(Frame message) {
    assertThat(message.text()).contains("\"clientRef\":\"");
    return message.text().replaceAll(".*\"clientRef\":\"([^\"]*)\".*", "$1");
  }
}

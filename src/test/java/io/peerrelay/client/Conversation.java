package io.peerrelay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.ScriptedRelay.Frame;
import io.peerrelay.client.ScriptedRelay.Peer;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.websocket.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** What a relay says and hears about one transfer, {@code t}, of {@link #BYTES}. */
final class Conversation {
  private static final int CHUNK = 16_384;
  static final int TWO_CHUNKS = 2 * (CHUNK - Integer.BYTES);
  static final byte[] BYTES = random(100_000);

  private Conversation() {}

  static void logIn(Peer client) throws IOException {
    client.open();
    client.send(welcome(id(client.read())));
  }

  static void logInAgain(Peer client) throws IOException {
    client.open();
    Frame login = client.read();
    assertThat(login.text()).contains("\"token\":\"the-token\"");
    client.send(welcome(id(login)));
  }

  static String welcome(String re) {
    return ("{\"type\":\"welcome\",\"re\":\"%s\",\"username\":\"bob\",\"token\":\"the-token\","
            + "\"expiresAt\":\"2030-01-01T00:00:00.000Z\",\"device\":\"bobs pc\",\"node\":\"n\","
            + "\"limits\":{\"text\":65536,\"binaryFrame\":16384,\"file\":1000000,\"credit\":1000,\"messageRate\":10}}")
        .formatted(re);
  }

  /** Answers the client's offer. */
  static void takeOffer(Peer client) throws IOException {
    client.send(
        "{\"type\":\"offered\",\"re\":\"%s\",\"transfer\":\"t\",\"expiresAt\":\"2030-01-01T00:00:00.000Z\"}"
            .formatted(id(client.read())));
  }

  /** Offers the bytes to the client. */
  static void offer(Peer client) throws IOException {
    client.send(
        "{\"type\":\"offer\",\"transfer\":\"t\",\"from\":\"ada\",\"files\":[{\"name\":\"x\",\"size\":100000}],\"expiresAt\":\"2030-01-01T00:00:00.000Z\"}");
  }

  static String accepted(long stream, long offset, long credit) {
    return ("{\"type\":\"accepted\",\"transfer\":\"t\",\"stream\":%d,\"files\":[],"
            + "\"offset\":%d,\"credit\":%d}")
        .formatted(stream, offset, credit);
  }

  static byte[] readBytes(Peer client, int stream, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      Frame frame = client.read();
      assertThat(frame.header().opcode()).isEqualTo(Opcode.BINARY);
      assertThat(ByteBuffer.wrap(frame.payload()).getInt()).isEqualTo(stream);
      bytes.put(frame.payload(), Integer.BYTES, frame.payload().length - Integer.BYTES);
    }
    return bytes.array();
  }

  static void sendBytes(Peer client, int stream, int from, int to) throws IOException {
    for (int at = from; at < to; at += 10_000) {
      ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + 10_000).putInt(stream);
      client.send(true, Opcode.BINARY, frame.put(BYTES, at, 10_000).array());
    }
  }

  static void finish(Peer client) throws IOException {
    Frame finish = client.read();
    assertThat(finish.text()).contains("\"finish\"", digest());
    client.send(
        "{\"type\":\"completed\",\"re\":\"%s\",\"transfer\":\"t\",\"bytes\":100000,\"sha256\":\"%s\",\"seconds\":1}"
            .formatted(id(finish), digest()));
    readOn(client);
  }

  static String claim(Peer client) throws IOException {
    String text = client.read().text();
    while (!text.contains("\"received\"")) text = client.read().text();
    return text;
  }

  static void readOn(Peer client) throws IOException {
    Frame frame = client.read();
    while (frame.header().opcode() != Opcode.CLOSE) frame = client.read();
  }

  static String id(Frame request) {
    return request.text().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
  }

  static byte[] part(int from, int to) {
    return Arrays.copyOfRange(BYTES, from, to);
  }

  static String digest() {
    return Sha256.of(Digests.sha256().digest(BYTES)).hex();
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}

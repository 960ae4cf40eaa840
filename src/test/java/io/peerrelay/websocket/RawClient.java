package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** A client on a plain socket, which can send what no proper client would. */
final class RawClient implements AutoCloseable {
  /** One frame as the server sent it. */
  record Frame(boolean last, Opcode opcode, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }

    Message.Close close() throws ProtocolViolation {
      return Message.Close.decode(payload).orElseThrow();
    }
  }

  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return new RawClient(socket);
  }

  /** Connects and upgrades. */
  static RawClient open(int port) throws IOException {
    RawClient client = connect(port);
    String response =
        client.request(
            "GET / HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + KEY);
    if (!response.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(response);
    }
    return client;
  }

  /** Sends these lines and returns the head of the response. */
  String request(String... lines) throws IOException {
    raw((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  /** A line of what follows the head. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  Socket socket() {
    return socket;
  }

  RawClient raw(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  RawClient text(String text) throws IOException {
    return frame(true, Opcode.TEXT, text.getBytes(UTF_8));
  }

  RawClient frame(boolean last, Opcode opcode, byte... payload) throws IOException {
    return raw(masked(last, opcode, payload));
  }

  RawClient close(int code) throws IOException {
    return frame(true, Opcode.CLOSE, (byte) (code >> 8), (byte) code);
  }

  static byte[] masked(boolean last, Opcode opcode, byte... payload) {
    int key = ThreadLocalRandom.current().nextInt();
    FrameHeader header = FrameHeader.masked(last, opcode, payload.length, key);
    ByteBuffer frame = ByteBuffer.allocate(header.size() + payload.length);
    header.encode(frame);
    frame.put(payload);
    Mask.apply(frame.array(), header.size(), payload.length, key, 0);
    return frame.array();
  }

  /** The next frame, of any kind. */
  Frame read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.MAX_SIZE);
    FrameHeader header = null;
    while (header == null) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      header = FrameHeader.parse(bytes.put((byte) next).duplicate().flip());
    }
    if (header.masked()) {
      throw new AssertionError("a server must not mask");
    }
    byte[] payload = in.readNBytes((int) header.length());
    return new Frame(header.last(), header.opcode(), payload);
  }

  /** Whether the server ends the connection now, in good order. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

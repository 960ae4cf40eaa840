package io.peerrelay.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A client that writes its WebSocket frames byte by byte, right or wrong, and reads only when told.
 */
final class RawClient implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;

  /**
   * @param opcode of the frame
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static RawClient connect(InetSocketAddress relay) {
    return connect(relay, 64 * 1024);
  }

  static RawClient connect(InetSocketAddress relay, String path) {
    return connect(relay, 64 * 1024, path);
  }

  /**
   * @param receiveBuffer what the network may hold for it while it does not read, in bytes
   */
  static RawClient connect(InetSocketAddress relay, int receiveBuffer) {
    return connect(relay, receiveBuffer, "/ws");
  }

  /**
   * @param headers more of them, as lines of the request
   */
  static RawClient connect(
      InetSocketAddress relay, int receiveBuffer, String path, String... headers) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(receiveBuffer);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.connect(relay);
      RawClient client = new RawClient(socket);
      client.write(
          """
          GET %s HTTP/1.1\r
          Host: 127.0.0.1\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          %s\r
          """
              .formatted(path, Stream.of(headers).map(line -> line + "\r\n").collect(joining()))
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(client.line()).startsWith("HTTP/1.1 101");
      String header = client.line();
      while (!header.isEmpty()) header = client.line();
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawClient loggedIn(InetSocketAddress relay, String username, int receiveBuffer) {
    RawClient client = connect(relay, receiveBuffer);
    client.send("{'type':'register','username':'%s','password':'correct horse 7'}", username);
    client.readText();
    client.send("{'type':'login','username':'%s','password':'correct horse 7'}", username);
    assertThat(client.readText()).contains("welcome");
    return client;
  }

  /** Sends a message; single quotes stand for double ones. */
  void send(String template, Object... values) {
    String text = template.replace('\'', '"').formatted(values);
    sendFrame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param first the first byte of the frame: flags and opcode
   */
  void sendFrame(int first, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
    if (payload.length < 126) header.put((byte) (MASKED | payload.length));
    else if (payload.length < 65_536)
      header.put((byte) (MASKED | 126)).putShort((short) payload.length);
    else header.put((byte) (MASKED | 127)).putLong(payload.length);
    header.putInt(0); // A mask of zeroes leaves the payload as it is.
    write(header.array(), header.position());
    write(payload);
  }

  void write(byte... bytes) {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int count) {
    try {
      socket.getOutputStream().write(bytes, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String readText() {
    Frame frame = read();
    assertThat(frame.opcode()).as("opcode of %s", frame.text()).isEqualTo(TEXT);
    return frame.text();
  }

  /** Reads on until the relay closes, and says with which code. */
  int readCloseCode() {
    Frame frame = read();
    while (frame.opcode() != CLOSE) frame = read();
    return frame.closeCode();
  }

  Frame read() {
    try {
      int opcode = in.readUnsignedByte() & 0xf;
      long size = in.readUnsignedByte();
      if (size == 126) size = in.readUnsignedShort();
      else if (size == 127) size = in.readLong();
      byte[] payload = new byte[(int) size];
      in.readFully(payload);
      return new Frame(opcode, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads to the end of the connection: what the network held, then its end or its reset. */
  void readToEnd() {
    byte[] dropped = new byte[64 * 1024];
    try {
      int count = in.read(dropped);
      while (count >= 0) count = in.read(dropped);
    } catch (EOFException | SocketException e) {
      return; // Reset: an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte())
      if (next != '\r') line.write(next);
    return line.toString(StandardCharsets.US_ASCII);
  }
}

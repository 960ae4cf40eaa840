package io.peerrelay.client;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Handshake;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Message;
import io.peerrelay.websocket.Opcode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The other end of one connection after the other, doing what a test tells it, right or wrong. */
final class ScriptedRelay implements AutoCloseable {
  /** What the relay does on its connection; when it returns, the connection is closed. */
  @FunctionalInterface
  interface Script {
    void play(Peer client) throws Exception;
  }

  /**
   * A frame of the client.
   *
   * @param payload unmasked
   */
  record Frame(FrameHeader header, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private final ServerSocket server;
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  /**
   * @param scripts one a connection, in their order
   */
  ScriptedRelay(Script... scripts) throws IOException {
    this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), scripts);
  }

  ScriptedRelay(ServerSocket server, Script... scripts) {
    this.server = server;
    Threads.start("scripted-relay", () -> play(scripts));
  }

  private void play(Script... scripts) {
    try {
      for (Script script : scripts)
        try (Socket socket = server.accept()) {
          script.play(new Peer(socket));
        }
      played.complete(null);
    } catch (Throwable e) {
      played.completeExceptionally(e);
    }
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  /** Completed when the last script has ended, failed if one failed. */
  CompletableFuture<Void> played() {
    return played;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** The client, from the relay's end. */
  static final class Peer {
    private final DataInputStream input;
    private final OutputStream output;

    Peer(Socket socket) throws IOException {
      input = new DataInputStream(socket.getInputStream());
      output = socket.getOutputStream();
    }

    /** The value of the client's key header, once its request has been read. */
    String readRequest() throws IOException {
      String key = null;
      for (String line = readLine(); !line.isEmpty(); line = readLine())
        if (line.startsWith("Sec-WebSocket-Key: ")) key = line.substring(19);
      return key;
    }

    private String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = input.readByte(); c != '\n'; c = input.readByte())
        if (c != '\r') line.append((char) c);
      return line.toString();
    }

    void open() throws IOException {
      respond(Handshake.accept(readRequest()), UpgradeRequest.SUBPROTOCOL);
    }

    void respond(String accept, String subprotocol) throws IOException {
      write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + ("Sec-WebSocket-Accept: " + accept + "\r\n")
              + ("Sec-WebSocket-Protocol: " + subprotocol + "\r\n\r\n"));
    }

    void write(String raw) throws IOException {
      output.write(raw.getBytes(StandardCharsets.US_ASCII));
    }

    Frame read() throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.MAX_SIZE);
      FrameHeader header = null;
      while (header == null)
        header = FrameHeader.parse(bytes.put(input.readByte()).duplicate().flip());
      byte[] payload = input.readNBytes((int) header.length());
      Mask.apply(payload, 0, payload.length, header.mask(), 0);
      return new Frame(header, payload);
    }

    void send(String text) throws IOException {
      send(true, Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(boolean last, Opcode opcode, byte[] payload) throws IOException {
      send(FrameHeader.unmasked(last, opcode, payload.length), payload);
    }

    void send(FrameHeader header, byte[] payload) throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(header.size() + payload.length);
      header.encode(frame);
      output.write(frame.put(payload).array());
    }

    void close(int code, String reason) throws IOException {
      send(true, Opcode.CLOSE, new Message.Close(code, reason).encode());
    }
  }
}

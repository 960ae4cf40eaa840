package io.peerrelay.bench;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Handshake;
import io.peerrelay.websocket.Mask;
import io.peerrelay.websocket.Opcode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** One end of a WebSocket, for one thread at a time. */
public final class WebSocketEnd implements Closeable {
  private final SocketChannel channel;
  private final Incoming incoming;
  private final Random masks = new Random();

  private WebSocketEnd(SocketChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    incoming = new Incoming(channel, buffer);
  }

  static WebSocketEnd open(int port, String path) throws IOException {
    return open(port, path, ByteBuffer.allocateDirect(Content.UNIT));
  }

  /**
   * @param buffer for what comes
   */
  static WebSocketEnd open(int port, String path, ByteBuffer buffer) throws IOException {
    return new WebSocketEnd(connect(port, path), buffer);
  }

  /** Connects and upgrades; nothing that comes after the upgrade is read. */
  public static SocketChannel connect(int port, String path) throws IOException {
    SocketChannel channel = Wire.connect(port);
    Wire.write(
        channel,
        String.join(
            "\r\n",
            "GET " + path + " HTTP/1.1",
            "Host: 127.0.0.1:" + port,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: " + Handshake.newKey(),
            "Sec-WebSocket-Version: " + Handshake.VERSION,
            "\r\n"));
    String head = Wire.readThrough(channel, "\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 101"))
      throw new IOException("No WebSocket at " + path + ": " + head.lines().findFirst().get());
    return channel;
  }

  void send(String text) throws IOException {
    sendFrame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(ByteBuffer frames) throws IOException {
    Wire.write(channel, frames);
  }

  /** Waits for the next text; binary messages before it are counted. */
  String readText() throws IOException {
    for (String text = incoming.pollText(); ; text = incoming.pollText()) {
      if (text != null) return text;
      read();
    }
  }

  /** Waits until binary messages have brought so much, not counting what each begins with. */
  void readContent(long bytes, int prefixBytes) throws IOException {
    while (content(prefixBytes) < bytes) read();
    long tooMany = content(prefixBytes) - bytes;
    if (tooMany > 0) throw new IOException("The relay sent " + tooMany + " bytes too many.");
  }

  private long content(int prefixBytes) {
    return incoming.binaryBytes() - prefixBytes * incoming.binaryMessages();
  }

  /**
   * From now on nothing here waits for the network.
   *
   * @param attachment is the key's
   */
  void register(Selector selector, Object attachment) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, attachment);
  }

  /** Answers the pings in what has come; forgets the texts. */
  void takeIn() throws IOException {
    read();
    while (incoming.pollText() != null) continue;
  }

  private void read() throws IOException {
    incoming.read();
    for (byte[] ping = incoming.pollPing(); ping != null; ping = incoming.pollPing())
      sendFrame(Opcode.PONG, ping);
  }

  private void sendFrame(Opcode opcode, byte[] payload) throws IOException {
    int mask = masks.nextInt();
    FrameHeader header = FrameHeader.masked(true, opcode, payload.length, mask);
    ByteBuffer frame = ByteBuffer.allocate(header.size() + payload.length);
    header.encode(frame);
    frame.put(payload);
    Mask.apply(frame.array(), header.size(), payload.length, mask, 0);
    Wire.write(channel, frame.flip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

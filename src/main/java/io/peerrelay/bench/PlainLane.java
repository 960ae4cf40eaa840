package io.peerrelay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Random;

/** Bytes as they are, without frames. */
final class PlainLane implements Lane {
  private static final int TOKEN_BYTES = 32;

  private final SocketChannel sender;
  private final SocketChannel receiver;
  private final Content content;
  private final ByteBuffer out = ByteBuffer.allocateDirect(Content.UNIT);
  private final ByteBuffer in = ByteBuffer.allocateDirect(Content.UNIT);

  PlainLane(SocketChannel sender, SocketChannel receiver, Content content) {
    this.sender = sender;
    this.receiver = receiver;
    this.content = content;
    out.put(content.unit());
  }

  /** For relays that join the connections in the order in which they come. */
  static PlainLane byOrder(int port, Content content) throws IOException {
    return new PlainLane(Wire.connect(port), Wire.connect(port), content);
  }

  /** For magic-wormhole's transit relay: joins two who know the same token. */
  static PlainLane byToken(int port, Content content) throws IOException {
    byte[] token = new byte[TOKEN_BYTES];
    new Random().nextBytes(token);
    PlainLane lane = byOrder(port, content);
    String name = HexFormat.of().formatHex(token);
    Wire.write(lane.sender, "please relay " + name + " for side 1111111111111111\n");
    Wire.write(lane.receiver, "please relay " + name + " for side 2222222222222222\n");
    expectOk(lane.sender);
    expectOk(lane.receiver);
    return lane;
  }

  private static void expectOk(SocketChannel end) throws IOException {
    String answer = Wire.readThrough(end, "\n");
    if (!answer.equals("ok\n")) throw new IOException("The relay answered: " + answer.strip());
  }

  @Override
  public void send() throws IOException {
    for (int i = 0; i < content.units(); i++) Wire.write(sender, out.rewind());
  }

  @Override
  public void receive() throws IOException {
    long left = content.size();
    while (left > 0) {
      int count = receiver.read(in.clear());
      if (count < 0) throw new EOFException("The relay hung up with " + left + " bytes to come.");
      left -= count;
    }
    if (left < 0) throw new IOException("The relay sent " + -left + " bytes too many.");
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}

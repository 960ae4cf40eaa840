package io.peerrelay.bench;

import java.io.IOException;
import java.util.UUID;

/** Binary frames between two WebSockets that have met at a peer under the same name. */
final class NamedLane implements Lane {
  private static final String JOINED = "joined";

  private final WebSocketEnd sender;
  private final WebSocketEnd receiver;
  private final Content content;
  private final MaskedFrames frames;

  private NamedLane(
      WebSocketEnd sender, WebSocketEnd receiver, Content content, MaskedFrames frames) {
    this.sender = sender;
    this.receiver = receiver;
    this.content = content;
    this.frames = frames;
  }

  /**
   * @param frameBytes of content in each frame
   */
  static NamedLane open(int port, Content content, int frameBytes) throws IOException {
    String path = "/" + UUID.randomUUID();
    NamedLane lane =
        new NamedLane(
            WebSocketEnd.open(port, path),
            WebSocketEnd.open(port, path),
            content,
            new MaskedFrames(content.unit(), frameBytes));
    expectJoined(lane.sender);
    expectJoined(lane.receiver);
    return lane;
  }

  private static void expectJoined(WebSocketEnd end) throws IOException {
    String text = end.readText();
    if (!text.equals(JOINED)) throw new IOException("The relay said: " + text);
  }

  @Override
  public void send() throws IOException {
    for (int i = 0; i < content.units(); i++) sender.write(frames.range(0, frames.count()));
  }

  @Override
  public void receive() throws IOException {
    receiver.readContent(content.size(), 0);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}

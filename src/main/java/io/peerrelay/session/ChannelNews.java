package io.peerrelay.session;

import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.Message;
import java.util.List;

/** What is new in a channel, in order, for the devices of one node. Never leaves the node. */
public record ChannelNews(List<Item> items) {
  public ChannelNews {
    items = List.copyOf(items);
  }

  /**
   * @param frame the message, encoded once for all devices
   */
  public record Item(ServerMessage message, Message.EncodedText frame) {
    static Item of(ServerMessage message) {
      return new Item(message, new Message.Text(RelayDialect.encode(null, message)).encode());
    }
  }
}

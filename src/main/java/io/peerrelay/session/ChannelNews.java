package io.peerrelay.session;

import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.Message;
import java.util.List;

/**
 * What is new in a channel, in order, for the devices of one node. Never leaves the node.
 *
 * @param frames all of it, encoded once for all devices
 * @param taken to be called by each device that has passed it on to its socket
 */
public record ChannelNews(List<Item> items, Message.EncodedTexts frames, Runnable taken) {
  public ChannelNews {
    items = List.copyOf(items);
  }

  static ChannelNews of(List<Item> items, Runnable taken) {
    List<Message.EncodedText> each = items.stream().map(Item::frame).toList();
    return new ChannelNews(items, Message.EncodedTexts.of(each).compact(), taken);
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

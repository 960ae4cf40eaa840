package io.peerrelay.session;

import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.websocket.Message;
import java.util.List;

/**
 * What is new in a channel, in order, for the devices of one node. Never leaves the node.
 *
 * @param frames all of it, encoded once for all devices
 * @param taken to be called by each device when it waits to be sent; at once, and by any thread
 */
public record ChannelNews(List<Item> items, Message.EncodedTexts frames, Runnable taken) {
  public ChannelNews {
    items = List.copyOf(items);
  }

  public static ChannelNews of(List<Item> items, Runnable taken) {
    List<Message.EncodedText> each = items.stream().map(Item::frame).toList();
    return new ChannelNews(items, Message.EncodedTexts.of(each).compact(), taken);
  }

  /**
   * @param frame the message, encoded once for all devices
   */
  public record Item(ServerMessage message, Message.EncodedText frame) {
    public static Item of(ServerMessage message) {
      return new Item(message, new Message.Text(RelayDialect.encode(null, message)).encode());
    }
  }
}

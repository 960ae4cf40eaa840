package io.peerrelay.session;

import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a channel says next. */
final class PendingNews {
  // So that a device's queue takes them whole.
  private static final int MOST_MESSAGES = 64;
  private static final int MOST_BYTES = 64 * 1024;

  private final List<ChannelNews.Item> items = new ArrayList<>();
  private final Set<Username> departed = new HashSet<>();
  private int bytes;
  private boolean urgent;

  void add(ServerMessage message) {
    ChannelNews.Item item = ChannelNews.Item.of(message);
    items.add(item);
    bytes += item.frame().size();
    if (!(message instanceof ChannelMessage.Membership membership)) urgent = true;
    else if (membership.change().isEnd()) departed.add(membership.username());
  }

  List<ChannelNews.Item> items() {
    return items;
  }

  boolean isFull() {
    return items.size() >= MOST_MESSAGES || bytes >= MOST_BYTES;
  }

  /** Whether there is more than who came and who went, or that has waited long enough. */
  boolean isUrgent() {
    return urgent;
  }

  void hurry() {
    urgent = true;
  }

  /** Whether it is only of others who came and went, which does a newcomer no harm. */
  boolean isFitFor(Username newcomer) {
    return !urgent && !departed.contains(newcomer);
  }
}

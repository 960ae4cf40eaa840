package io.peerrelay.client;

import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The messages that come, on their way to the listener: of each conversation every one, once, in
 * order. Messages of the first moment of a connection are in order; the relay holds back then what
 * is new. Should {@code sync} be late or fail, it may have told of new messages before the missed
 * ones: then all wait here until it is {@code synced}.
 *
 * <pre>
 *   message -> [ synced, or in the first moment? ] --yes--> behind the cursor? --yes--> listener
 *                           | no                                  ^
 *                           +---> held ------ synced: sorted -----+
 * </pre>
 */
final class IncomingMessages {
  /** So long after `welcome` the relay waits for a `sync` before it tells what is new. */
  private static final long MOMENT = Duration.ofSeconds(1).toNanos();

  private static final Comparator<ConversationMessage.Message> IN_ORDER =
      Comparator.comparing((ConversationMessage.Message one) -> one.conversation().value())
          .thenComparing(ConversationMessage.Message::seq);

  private final Line line;

  /** The last number that the listener has of each conversation; the latest ones at the end. */
  private final Map<ConversationId, Long> cursors = new LinkedHashMap<>(16, 0.75f, true);

  private final List<ConversationMessage.Message> held = new ArrayList<>();
  private final List<Consumer<ChatListener>> heldNews = new ArrayList<>();
  private ChatListener listener;
  private Username user;
  private boolean begun;
  private boolean holding;
  private long loginTime;

  IncomingMessages(Line line) {
    this.line = line;
  }

  synchronized void listen(Map<ConversationId, Long> known, ChatListener chatListener) {
    if (begun) throw new IllegalStateException("listen: after the login (expected: before)");
    cursors.putAll(known);
    listener = chatListener;
  }

  synchronized boolean isListening() {
    return listener != null;
  }

  synchronized void skip(ConversationId conversation, long seq) {
    cursors.merge(conversation, seq, Math::max);
  }

  synchronized void forget(ConversationId conversation) {
    cursors.remove(conversation);
  }

  /** Those that one {@code sync} can name. */
  synchronized Map<ConversationId, Long> latestCursors() {
    Map<ConversationId, Long> latest = new LinkedHashMap<>();
    int tooMany = Math.max(0, cursors.size() - ConversationRequest.MOST_CURSORS);
    cursors.entrySet().stream()
        .skip(tooMany)
        .forEach(cursor -> latest.put(cursor.getKey(), cursor.getValue()));
    return latest;
  }

  /** A connection is about to be logged in. */
  synchronized void onLogin() {
    begun = true;
    held.clear();
    heldNews.clear();
    hold();
    loginTime = System.nanoTime();
  }

  synchronized void onWelcome(Username username) {
    user = username;
  }

  /** What comes from now on may be ahead of what was missed. */
  synchronized void hold() {
    holding = true;
    loginTime = System.nanoTime() - MOMENT;
  }

  /** Nothing is missing any more. */
  synchronized void release() {
    holding = false;
    held.stream().sorted(IN_ORDER).forEach(this::deliver);
    heldNews.forEach(this::tell);
    held.clear();
    heldNews.clear();
  }

  synchronized void tell(Consumer<ChatListener> news) {
    ChatListener hearing = listener;
    line.tellListener(() -> news.accept(hearing));
  }

  /** Whether the message was for the listener. */
  synchronized boolean on(ServerMessage message) {
    if (listener == null) return false;
    if (message instanceof ConversationMessage.Message one) {
      if (holding && System.nanoTime() - loginTime < MOMENT) holding = false;
      if (holding) held.add(one);
      else deliver(one);
      return true;
    }
    Consumer<ChatListener> news = news(message);
    if (news == null) return false;
    if (message instanceof ChannelMessage.Membership change) onMembership(change);
    if (holding && message instanceof ConversationMessage) heldNews.add(news);
    else tell(news);
    return true;
  }

  private void deliver(ConversationMessage.Message message) {
    if (message.seq() <= cursors.getOrDefault(message.conversation(), 0L)) return;
    cursors.put(message.conversation(), message.seq());
    tell(hearing -> hearing.onMessage(message));
  }

  /** A channel that the user is in no longer can't be caught up with. */
  private void onMembership(ChannelMessage.Membership membership) {
    if (membership.change().isEnd() && membership.username().equals(user))
      cursors.remove(ConversationId.of(membership.channel()));
  }

  private static Consumer<ChatListener> news(ServerMessage message) {
    if (message instanceof ConversationMessage.Edited m) return hearing -> hearing.onEdited(m);
    if (message instanceof ConversationMessage.Deleted m) return hearing -> hearing.onDeleted(m);
    if (message instanceof ConversationMessage.Receipt m) return hearing -> hearing.onReceipt(m);
    if (message instanceof ConversationMessage.Reaction m) return hearing -> hearing.onReaction(m);
    if (message instanceof ConversationMessage.Typing m) return hearing -> hearing.onTyping(m);
    if (message instanceof ChannelMessage.Membership m) return hearing -> hearing.onMembership(m);
    if (message instanceof ChannelMessage.ChannelChanged m)
      return hearing -> hearing.onChannelChanged(m);
    if (message instanceof PeopleMessage.Presence m) return hearing -> hearing.onPresence(m);
    return null;
  }
}

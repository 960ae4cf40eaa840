package io.peerrelay.protocol.dialect.socketcluster;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The channels that one client is subscribed to, and how far they have come to it. */
final class Subscriptions {
  private final Map<ConversationId, Subscription> all = new LinkedHashMap<>();

  /** One channel, whatever names the client has for it: they may differ in case. */
  static final class Subscription {
    final Channel channel;
    final Set<String> names = new LinkedHashSet<>();

    /** What is acknowledged when the relay has agreed. */
    final List<Call> waiting = new ArrayList<>();

    /** Where the client wants to go on; null for where its user is. */
    final Long after;

    /** Whether the client is told the numbers of messages. */
    final boolean isNumbered;

    boolean isActive;
    private long sent;
    private long confirmed;

    Subscription(Channel channel, Long after, boolean isNumbered) {
      this.channel = channel;
      this.after = after;
      this.isNumbered = isNumbered;
    }

    ConversationId conversation() {
      return ConversationId.of(channel);
    }

    void sent(long seq) {
      sent = Math.max(sent, seq);
    }
  }

  Subscription get(ConversationId conversation) {
    return all.get(conversation);
  }

  boolean holds(Subscription subscription) {
    return all.get(subscription.conversation()) == subscription;
  }

  void add(Subscription subscription) {
    all.put(subscription.conversation(), subscription);
  }

  void remove(Subscription subscription) {
    all.remove(subscription.conversation(), subscription);
  }

  Collection<Subscription> all() {
    return all.values();
  }

  /** Up to which message each has been sent, where the client has not confirmed that yet. */
  Map<ConversationId, Long> unconfirmed() {
    Map<ConversationId, Long> unconfirmed = new HashMap<>();
    all.forEach(
        (conversation, one) -> {
          if (one.sent > one.confirmed) unconfirmed.put(conversation, one.sent);
        });
    return unconfirmed;
  }

  /**
   * The client has these.
   *
   * @return whether that is new
   */
  boolean confirm(ConversationId conversation, long seq) {
    Subscription one = all.get(conversation);
    if (one == null || seq <= one.confirmed) return false;
    one.confirmed = seq;
    return true;
  }
}

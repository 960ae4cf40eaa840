package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Username;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which devices of this node are in which channels, and whose they are. */
final class ChannelDevices {
  private final Map<ConversationId, Map<ActorRef<ChannelNews>, Username>> devices = new HashMap<>();
  private final Map<ActorRef<ChannelNews>, Set<ConversationId>> channels = new HashMap<>();

  /** Returns whether it is the first that was heard of the device. */
  boolean add(ActorRef<ChannelNews> device) {
    return channels.putIfAbsent(device, new HashSet<>()) == null;
  }

  /**
   * @param device one that was added
   */
  void enter(ActorRef<ChannelNews> device, Username user, ConversationId channel) {
    channels.get(device).add(channel);
    devices.computeIfAbsent(channel, first -> new HashMap<>()).put(device, user);
  }

  void leave(ActorRef<ChannelNews> device, ConversationId channel) {
    if (!channels.containsKey(device) || !channels.get(device).remove(channel)) return;
    Map<ActorRef<ChannelNews>, Username> here = devices.get(channel);
    here.remove(device);
    if (here.isEmpty()) devices.remove(channel);
  }

  /** Returns the channels that it was in. */
  Set<ConversationId> remove(ActorRef<ChannelNews> device) {
    Set<ConversationId> left = Set.copyOf(channels.getOrDefault(device, Set.of()));
    left.forEach(channel -> leave(device, channel));
    channels.remove(device);
    return left;
  }

  boolean isEmpty(ConversationId channel) {
    return !devices.containsKey(channel);
  }

  Set<ActorRef<ChannelNews>> in(ConversationId channel) {
    return devices.getOrDefault(channel, Map.of()).keySet();
  }

  /** Those of one user. */
  List<ActorRef<ChannelNews>> in(ConversationId channel, Username user) {
    return devices.getOrDefault(channel, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().equals(user))
        .map(Map.Entry::getKey)
        .toList();
  }
}

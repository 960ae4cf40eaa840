package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes what is new in channels to the devices of their members: one message a node, and from there
 * to the devices that are connected to it, each once. There is one on every node. What is said
 * within a few milliseconds goes on together: ten messages cost what one does.
 *
 * <pre>
 *   Conversation --Publish--> Fanout of its node --Spread--> Fanout of every other node
 *                                    |                              |
 *                             devices of the node            devices of the node
 * </pre>
 */
public final class Fanout extends AbstractBehavior<Fanout.Command> {
  private static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "fanout");

  /** After it has told its devices of something, a channel gathers for so long. */
  private static final Duration GATHER = Duration.ofMillis(5);

  /** So that a device's queue takes them whole. */
  private static final int MOST_AT_ONCE = 64;

  public sealed interface Command {}

  /** For all members on all nodes; what one conversation publishes arrives in that order. */
  public record Publish(ConversationId channel, ServerMessage message) implements Command {}

  /** The device is to get what is new in these channels, until it stops. */
  public record Subscribe(
      ActorRef<ChannelNews> device, Username user, Collection<ConversationId> channels)
      implements Command {}

  public record Unsubscribe(ActorRef<ChannelNews> device, ConversationId channel)
      implements Command {}

  /** What another node may say. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Spread.class, name = "spread"))
  sealed interface Remote extends Command, CborSerializable {}

  /** For all members on this node. */
  record Spread(ConversationId channel, ServerMessage message) implements Remote {}

  private record Flush(ConversationId channel) implements Command {}

  private record NodesChanged(Set<ActorRef<Command>> all) implements Command {}

  private record DeviceGone(ActorRef<ChannelNews> device) implements Command {}

  private final Map<ConversationId, Map<ActorRef<ChannelNews>, Username>> devices = new HashMap<>();
  private final Map<ActorRef<ChannelNews>, Set<ConversationId>> channels = new HashMap<>();
  private final Map<ConversationId, List<ChannelNews.Item>> pending = new HashMap<>();

  /** When each channel's news went out last, as {@link System#nanoTime}. */
  private final Map<ConversationId, Long> flushed = new HashMap<>();

  private Set<ActorRef<Command>> others = Set.of();

  public static Behavior<Command> create() {
    return Behaviors.setup(Fanout::new);
  }

  private Fanout(ActorContext<Command> context) {
    super(context);
    ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(KEY, context.getSelf()));
    receptionist.tell(
        Receptionist.subscribe(
            KEY,
            context.messageAdapter(
                Receptionist.Listing.class,
                listing -> new NodesChanged(listing.getServiceInstances(KEY)))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Publish.class, this::onPublish)
        .onMessage(Spread.class, command -> spread(command.channel(), command.message()))
        .onMessage(Flush.class, command -> flush(command.channel()))
        .onMessage(Subscribe.class, this::onSubscribe)
        .onMessage(Unsubscribe.class, this::onUnsubscribe)
        .onMessage(NodesChanged.class, this::onNodesChanged)
        .onMessage(DeviceGone.class, this::onDeviceGone)
        .build();
  }

  private Behavior<Command> onPublish(Publish command) {
    for (ActorRef<Command> other : others)
      other.tell(new Spread(command.channel(), command.message()));
    return spread(command.channel(), command.message());
  }

  /** Behind what waits in the mailbox already, which goes out with it. */
  private Behavior<Command> spread(ConversationId channel, ServerMessage message) {
    if (!devices.containsKey(channel)) return this;
    List<ChannelNews.Item> news = pending.computeIfAbsent(channel, first -> new ArrayList<>());
    news.add(ChannelNews.Item.of(message));
    if (message instanceof ChannelMessage.Membership membership && membership.change().isEnd())
      dismiss(channel, membership.username());
    else if (news.size() >= MOST_AT_ONCE) flush(channel);
    else if (news.size() == 1) flushSoon(channel);
    return this;
  }

  /** A channel in which little is said does not wait. */
  private void flushSoon(ConversationId channel) {
    long since =
        System.nanoTime() - flushed.getOrDefault(channel, System.nanoTime() - GATHER.toNanos());
    if (since >= GATHER.toNanos()) getContext().getSelf().tell(new Flush(channel));
    else
      getContext()
          .scheduleOnce(GATHER.minusNanos(since), getContext().getSelf(), new Flush(channel));
  }

  private Behavior<Command> flush(ConversationId channel) {
    List<ChannelNews.Item> items = pending.remove(channel);
    if (items == null) return this;
    Map<ActorRef<ChannelNews>, Username> here = devices.get(channel);
    if (here == null) return this; // They have all gone meanwhile.
    flushed.put(channel, System.nanoTime());
    ChannelNews news = new ChannelNews(items);
    here.keySet().forEach(device -> device.tell(news));
    return this;
  }

  /** At once: what the channel says next is not for one who is gone. */
  private void dismiss(ConversationId channel, Username user) {
    flush(channel);
    Set.copyOf(devices.get(channel).entrySet()).stream()
        .filter(entry -> entry.getValue().equals(user))
        .forEach(entry -> forget(entry.getKey(), channel));
  }

  private Behavior<Command> onSubscribe(Subscribe command) {
    if (command.channels().isEmpty()) return this;
    if (!channels.containsKey(command.device())) {
      getContext().watchWith(command.device(), new DeviceGone(command.device()));
      channels.put(command.device(), new HashSet<>());
    }
    for (ConversationId channel : command.channels()) {
      flush(channel); // What was said before is not for it.
      channels.get(command.device()).add(channel);
      devices
          .computeIfAbsent(channel, first -> new HashMap<>())
          .put(command.device(), command.user());
    }
    return this;
  }

  private Behavior<Command> onUnsubscribe(Unsubscribe command) {
    forget(command.device(), command.channel());
    return this;
  }

  private Behavior<Command> onDeviceGone(DeviceGone command) {
    for (ConversationId channel : Set.copyOf(channels.getOrDefault(command.device(), Set.of())))
      forget(command.device(), channel);
    channels.remove(command.device());
    return this;
  }

  private void forget(ActorRef<ChannelNews> device, ConversationId channel) {
    if (channels.containsKey(device)) channels.get(device).remove(channel);
    Map<ActorRef<ChannelNews>, Username> here = devices.get(channel);
    if (here == null) return;
    here.remove(device);
    if (!here.isEmpty()) return;
    devices.remove(channel);
    flushed.remove(channel);
  }

  private Behavior<Command> onNodesChanged(NodesChanged command) {
    others = new HashSet<>(command.all());
    others.remove(getContext().getSelf());
    return this;
  }
}

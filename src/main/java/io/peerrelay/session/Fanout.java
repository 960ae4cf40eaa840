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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes what is new in channels to the devices of their members: one message a node, and from there
 * to the devices that are connected to it, each once. There is one on every node. What is said
 * while the devices of a node are still being told of what was said before goes on together: ten
 * messages cost what one does, and a channel in which little is said does not wait. Where many are
 * there, those who come and go are told of together: were ten thousand told of each of ten
 * thousand, it would be fifty million messages.
 *
 * <pre>
 *   Conversation --Publish--> Fanout of its node --Spread--> Fanout of every other node
 *                                    |                              |
 *                             devices of the node            devices of the node
 * </pre>
 */
public final class Fanout extends AbstractBehavior<Fanout.Command> {
  private static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "fanout");

  /** So long at the most a channel waits for its devices to take what was said before. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** From so many devices on this node on who comes and goes waits for others who do. */
  private static final int MANY = 100;

  /** For so long. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  public sealed interface Command {}

  /** For all members on all nodes; what one conversation publishes arrives in that order. */
  public record Publish(ConversationId channel, List<? extends ServerMessage> messages)
      implements Command {
    public Publish {
      messages = List.copyOf(messages);
    }
  }

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

  /** The devices have taken what they were told in this round, or have had their time. */
  private record RoundEnded(ConversationId channel, long round) implements Command {}

  /** These have waited long enough for others. */
  private record Gathered(ConversationId channel, PendingNews news) implements Command {}

  private record NodesChanged(Set<ActorRef<Command>> all) implements Command {}

  private record DeviceGone(ActorRef<ChannelNews> device) implements Command {}

  private final ChannelDevices devices = new ChannelDevices();
  private final Map<ConversationId, PendingNews> pending = new HashMap<>();

  /** Of each channel that is telling its devices something: the number of that. */
  private final Map<ConversationId, Long> rounds = new HashMap<>();

  private long latestRound;
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
        .onMessage(Spread.class, command -> spread(command.channel(), List.of(command.message())))
        .onMessage(RoundEnded.class, this::onRoundEnded)
        .onMessage(Gathered.class, this::onGathered)
        .onMessage(Subscribe.class, this::onSubscribe)
        .onMessage(Unsubscribe.class, this::onUnsubscribe)
        .onMessage(NodesChanged.class, this::onNodesChanged)
        .onMessage(DeviceGone.class, this::onDeviceGone)
        .build();
  }

  private Behavior<Command> onPublish(Publish command) {
    for (ActorRef<Command> other : others)
      for (ServerMessage message : command.messages())
        other.tell(new Spread(command.channel(), message));
    return spread(command.channel(), command.messages());
  }

  private Behavior<Command> spread(ConversationId channel, List<? extends ServerMessage> messages) {
    messages.forEach(message -> add(channel, message));
    flushIfDue(channel);
    return this;
  }

  private void add(ConversationId channel, ServerMessage message) {
    if (devices.isEmpty(channel)) return;
    PendingNews next = pending.computeIfAbsent(channel, first -> new PendingNews());
    next.add(message);
    if (message instanceof ChannelMessage.Membership membership && membership.change().isEnd())
      dismiss(channel, membership.username(), next);
    if (next.items().size() == 1 && !next.isUrgent())
      getContext().scheduleOnce(GATHERING, getContext().getSelf(), new Gathered(channel, next));
    if (next.isFull() && pending.get(channel) == next) flush(channel); // Else all have gone.
  }

  private Behavior<Command> onRoundEnded(RoundEnded command) {
    if (rounds.remove(command.channel(), command.round())) flushIfDue(command.channel());
    return this;
  }

  private Behavior<Command> onGathered(Gathered command) {
    if (pending.get(command.channel()) != command.news()) return this;
    command.news().hurry();
    flushIfDue(command.channel());
    return this;
  }

  private void flushIfDue(ConversationId channel) {
    PendingNews next = pending.get(channel);
    if (next == null) return; // Or all devices have gone meanwhile.
    boolean mayWait =
        rounds.containsKey(channel) || (devices.in(channel).size() >= MANY && !next.isUrgent());
    if (!mayWait) flush(channel);
  }

  private void flush(ConversationId channel) {
    PendingNews next = pending.remove(channel);
    Set<ActorRef<ChannelNews>> here = devices.in(channel);
    RoundEnded end = new RoundEnded(channel, ++latestRound);
    rounds.put(channel, end.round());
    AtomicInteger missing = new AtomicInteger(here.size());
    ActorRef<Command> self = getContext().getSelf();
    ChannelNews news =
        ChannelNews.of(
            next.items(),
            () -> {
              if (missing.decrementAndGet() == 0) self.tell(end);
            });
    here.forEach(device -> device.tell(news));
    getContext().scheduleOnce(PATIENCE, self, end);
  }

  /** At once: what the channel says next is not for one who is gone. */
  private void dismiss(ConversationId channel, Username user, PendingNews last) {
    List<ActorRef<ChannelNews>> leaving = devices.in(channel, user);
    if (leaving.isEmpty()) return;
    ChannelNews news = ChannelNews.of(last.items(), () -> {});
    for (ActorRef<ChannelNews> device : leaving) {
      device.tell(news);
      devices.leave(device, channel);
    }
    clearIfEmpty(channel);
  }

  private Behavior<Command> onSubscribe(Subscribe command) {
    if (command.channels().isEmpty()) return this;
    if (devices.add(command.device()))
      getContext().watchWith(command.device(), new DeviceGone(command.device()));
    for (ConversationId channel : command.channels()) {
      PendingNews before = pending.get(channel);
      if (before != null && !before.isFitFor(command.user())) flush(channel);
      devices.enter(command.device(), command.user(), channel);
    }
    return this;
  }

  private Behavior<Command> onUnsubscribe(Unsubscribe command) {
    devices.leave(command.device(), command.channel());
    clearIfEmpty(command.channel());
    return this;
  }

  private Behavior<Command> onDeviceGone(DeviceGone command) {
    devices.remove(command.device()).forEach(this::clearIfEmpty);
    return this;
  }

  private void clearIfEmpty(ConversationId channel) {
    if (!devices.isEmpty(channel)) return;
    pending.remove(channel);
    rounds.remove(channel);
  }

  private Behavior<Command> onNodesChanged(NodesChanged command) {
    others = new HashSet<>(command.all());
    others.remove(getContext().getSelf());
    return this;
  }
}

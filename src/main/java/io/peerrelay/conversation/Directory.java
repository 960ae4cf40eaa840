package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.SupervisorStrategy;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.journal.DeepStacks;
import io.peerrelay.protocol.Channel;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The channels that everybody may join, by name: one entity for all. Each channel says itself when
 * it becomes one or is one no longer, and again whenever it is awakened; so the list may be behind
 * for a moment, never for good.
 */
public final class Directory
    extends EventSourcedBehavior<Directory.Command, Directory.Event, Directory.Channels> {
  static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, "Directory");

  private static final String ONLY = "channels";

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Enlist.class, name = "enlist"),
    @JsonSubTypes.Type(value = Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = Stop.class, name = "stop"),
  })
  public sealed interface Command extends CborSerializable {}

  /** Whether everybody may join this channel; saying it twice is saying it once. */
  record Enlist(Channel channel, boolean open) implements Command {}

  /**
   * Asks for channels in the order of their names.
   *
   * @param after only those behind this one; null for the first ones
   */
  public record Ask(Channel after, int limit, ActorRef<Listing> replyTo) implements Command {}

  /**
   * @param more whether there are others behind the last one
   */
  public record Listing(List<Channel> channels, boolean more) implements CborSerializable {
    public Listing {
      channels = List.copyOf(channels);
    }
  }

  record Stop() implements Command {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Closed.class, name = "closed"),
  })
  sealed interface Event extends CborSerializable {}

  record Opened(Channel channel) implements Event {}

  record Closed(Channel channel) implements Event {}

  /** The stored form. */
  record Snapshot(List<Channel> channels) implements CborSerializable {}

  /** Changed in place by its entity alone; {@link #NONE}, with which it starts anew, never. */
  static final class Channels {
    static final Channels NONE = new Channels();

    private final NavigableMap<String, Channel> byKey = new TreeMap<>();

    static Channels of(Snapshot snapshot) {
      Channels channels = new Channels();
      snapshot.channels().forEach(channel -> channels.byKey.put(channel.key(), channel));
      return channels;
    }

    Channels after(Event event) {
      Channels channels = this == NONE ? new Channels() : this;
      if (event instanceof Opened opened)
        channels.byKey.put(opened.channel().key(), opened.channel());
      else if (event instanceof Closed closed) channels.byKey.remove(closed.channel().key());
      return channels;
    }

    boolean contains(Channel channel) {
      return byKey.containsKey(channel.key());
    }

    Listing list(Channel after, int limit) {
      NavigableMap<String, Channel> behind =
          after == null ? byKey : byKey.tailMap(after.key(), false);
      List<Channel> channels = behind.values().stream().limit(limit).toList();
      return new Listing(channels, behind.size() > channels.size());
    }

    Snapshot snapshot() {
      return new Snapshot(List.copyOf(byKey.values()));
    }
  }

  static void init(ActorSystem<?> system) {
    ClusterSharding.get(system)
        .init(
            Entity.of(TYPE, entity -> new Directory())
                .withEntityProps(DeepStacks.DISPATCHER)
                .withStopMessage(new Stop()));
  }

  public static EntityRef<Command> of(ActorSystem<?> system) {
    return ClusterSharding.get(system).entityRefFor(TYPE, ONLY);
  }

  private Directory() {
    super(
        PersistenceId.of(TYPE.name(), ONLY),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
  }

  @Override
  public Channels emptyState() {
    return Channels.NONE;
  }

  @Override
  public CommandHandler<Command, Event, Channels> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Enlist.class, this::onEnlist)
        .onCommand(Ask.class, this::onAsk)
        .onCommand(Stop.class, command -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<Channels, Event> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(Channels::after);
  }

  @Override
  public SnapshotAdapter<Channels> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(Channels channels) {
        return channels.snapshot();
      }

      @Override
      public Channels fromJournal(Object stored) {
        return Channels.of((Snapshot) stored);
      }
    };
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(200, 2);
  }

  private Effect<Event, Channels> onEnlist(Channels channels, Enlist command) {
    Channel channel = command.channel();
    if (channels.contains(channel) == command.open()) return Effect().none();
    return Effect().persist(command.open() ? new Opened(channel) : new Closed(channel));
  }

  private Effect<Event, Channels> onAsk(Channels channels, Ask command) {
    command.replyTo().tell(channels.list(command.after(), command.limit()));
    return Effect().none();
  }
}

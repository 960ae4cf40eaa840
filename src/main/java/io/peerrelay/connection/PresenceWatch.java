package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of some users whether they are online, now and at each change. The Receptionist says that
 * something has changed; what of it the watching user may see, the other's session decides.
 */
final class PresenceWatch extends AbstractBehavior<PresenceWatch.Command> {
  /** A little longer than the Receptionist takes to see a change. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  sealed interface Command {}

  private record LookAgain(Username user) implements Command {}

  private record Changed(Receptionist.Listing listing) implements Command {}

  /**
   * @param user who is to be looked at
   * @param own the watching user's conversations; null if they could not be had in time
   */
  private record Look(Username user, SessionCommand.Conversations own) implements Command {}

  /**
   * @param appearance null if it could not be had in time
   */
  private record Looked(Username user, SessionCommand.Appearance appearance) implements Command {}

  /**
   * @param by which watch says so
   * @param isFirst whether nothing was told of this user before
   */
  record Told(ActorRef<Command> by, PeopleMessage.Presence presence, boolean isFirst) {}

  private final Username watcher;
  private final ActorRef<Told> told;
  private final Duration timeout;
  private final Map<ServiceKey<SessionCommand>, Username> users = new LinkedHashMap<>();
  private final Map<Username, PeopleMessage.Presence> last = new HashMap<>();

  /** Those whom the Receptionist knows to be there. */
  private final Set<Username> listed = new HashSet<>();

  /** Those who are being looked at: one look after the other, or an older one would come last. */
  private final Set<Username> looking = new HashSet<>();

  /** Those of them who have changed meanwhile. */
  private final Set<Username> changed = new HashSet<>();

  static Behavior<Command> create(
      Username watcher, List<Username> users, ActorRef<Told> told, Duration timeout) {
    return Behaviors.setup(context -> new PresenceWatch(context, watcher, users, told, timeout));
  }

  private PresenceWatch(
      ActorContext<Command> context,
      Username watcher,
      List<Username> users,
      ActorRef<Told> told,
      Duration timeout) {
    super(context);
    this.watcher = watcher;
    this.told = told;
    this.timeout = timeout;
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(Receptionist.Listing.class, Changed::new);
    for (Username user : users) {
      ServiceKey<SessionCommand> key = UserSession.serviceKey(user);
      if (this.users.put(key, user) == null)
        context.getSystem().receptionist().tell(Receptionist.subscribe(key, listings));
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Changed.class, this::onChanged)
        .onMessage(LookAgain.class, this::onLookAgain)
        .onMessage(Look.class, this::onLook)
        .onMessage(Looked.class, this::onLooked)
        .build();
  }

  private Behavior<Command> onChanged(Changed command) {
    users.forEach(
        (key, user) -> {
          if (!command.listing().isForKey(key)) return;
          if (command.listing().getServiceInstances(key).isEmpty()) listed.remove(user);
          else listed.add(user);
          if (looking.add(user)) look(user);
          else changed.add(user);
        });
    return this;
  }

  /** A conversation may have begun since the last time. */
  private void look(Username user) {
    getContext()
        .pipeToSelf(
            UserSession.of(getContext().getSystem(), watcher)
                .<SessionCommand.Conversations>ask(SessionCommand.ListConversations::new, timeout),
            (own, failure) -> new Look(user, own));
  }

  /** The Receptionist is behind, and never hears of one who goes before it has caught up. */
  private void lookAgain(Username user) {
    getContext().scheduleOnce(AGAIN, getContext().getSelf(), new LookAgain(user));
  }

  private Behavior<Command> onLookAgain(LookAgain command) {
    changed.remove(command.user());
    look(command.user());
    return this;
  }

  private Behavior<Command> onLook(Look command) {
    Username user = command.user();
    Set<ConversationId> shared = new HashSet<>();
    if (command.own() != null)
      command.own().read().keySet().stream().filter(ConversationId::isChannel).forEach(shared::add);
    shared.add(ConversationId.between(watcher, user));
    getContext()
        .pipeToSelf(
            UserSession.of(getContext().getSystem(), user)
                .<SessionCommand.Appearance>ask(
                    to -> new SessionCommand.LookAt(watcher, shared, to), timeout),
            (appearance, failure) -> new Looked(user, appearance));
    return this;
  }

  private Behavior<Command> onLooked(Looked command) {
    PeopleMessage.Presence now =
        command.appearance() == null
            ? new PeopleMessage.Presence(command.user(), false, null)
            : new PeopleMessage.Presence(
                command.user(), command.appearance().online(), command.appearance().lastSeen());
    PeopleMessage.Presence before = last.put(command.user(), now);
    if (!now.equals(before)) told.tell(new Told(getContext().getSelf(), now, before == null));
    if (changed.remove(command.user())) look(command.user());
    else if (now.online() && !listed.contains(command.user())) lookAgain(command.user());
    else looking.remove(command.user());
    return this;
  }
}

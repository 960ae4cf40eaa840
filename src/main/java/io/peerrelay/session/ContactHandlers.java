package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.Contact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;

/** What a {@link UserSession} does about other users, and what it shows them of its own. */
final class ContactHandlers {
  /** A snapshot, and an answer, holds them all. */
  private static final int MOST_CONTACTS = 5_000;

  private final EffectFactories<SessionEvent, SessionState> effects;
  private final Devices devices;
  private final Registration registration;

  ContactHandlers(
      EffectFactories<SessionEvent, SessionState> effects,
      Devices devices,
      Registration registration) {
    this.effects = effects;
    this.devices = devices;
    this.registration = registration;
  }

  static void addTo(CommandHandlers.Part<ContactHandlers> handlers) {
    handlers
        .onCommand(SessionCommand.SetContact.class, ContactHandlers::onSetContact)
        .onCommand(SessionCommand.ListContacts.class, ContactHandlers::onListContacts)
        .onCommand(SessionCommand.SetVisible.class, ContactHandlers::onSetVisible)
        .onCommand(SessionCommand.LookAt.class, ContactHandlers::onLookAt);
  }

  private Effect<SessionEvent, SessionState> onSetContact(
      SessionState state, SessionCommand.SetContact command) {
    if (state.contacts().get(command.username()) == command.standing())
      return answer(command.replyTo(), SessionCommand.Outcome.DONE);
    if (command.standing() != null && state.contacts().size() >= MOST_CONTACTS)
      return answer(command.replyTo(), SessionCommand.Outcome.FULL);
    return effects
        .persist(new SessionEvent.ContactSet(command.username(), command.standing()))
        .thenRun(() -> command.replyTo().tell(SessionCommand.Outcome.DONE));
  }

  private Effect<SessionEvent, SessionState> onListContacts(
      SessionState state, SessionCommand.ListContacts command) {
    return answer(
        command.replyTo(),
        new SessionCommand.Contacts(
            state.contacts().entrySet().stream()
                .map(entry -> new Contact(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(contact -> contact.username().key()))
                .toList(),
            !state.visibility().hidden()));
  }

  /** Who watches the user's entry in the Receptionist sees only its going. */
  private Effect<SessionEvent, SessionState> onSetVisible(
      SessionState state, SessionCommand.SetVisible command) {
    if (state.visibility().hidden() != command.visible())
      return answer(command.replyTo(), SessionCommand.Outcome.DONE);
    return effects
        .persist(
            new SessionEvent.VisibilitySet(
                command.visible(), Instant.now().truncatedTo(ChronoUnit.MILLIS)))
        .thenRun(
            () -> {
              if (!command.visible()) registration.leave();
              else if (!devices.isEmpty()) registration.enter();
              command.replyTo().tell(SessionCommand.Outcome.DONE);
            });
  }

  private Effect<SessionEvent, SessionState> onLookAt(
      SessionState state, SessionCommand.LookAt command) {
    boolean isForThem =
        !state.hasBlocked(command.by())
            && !Collections.disjoint(state.conversations().keySet(), command.conversations());
    return answer(
        command.replyTo(), isForThem ? appearance(state) : SessionCommand.Appearance.NOTHING);
  }

  private SessionCommand.Appearance appearance(SessionState state) {
    SessionState.Visibility visibility = state.visibility();
    return !visibility.hidden() && !devices.isEmpty()
        ? new SessionCommand.Appearance(true, null)
        : new SessionCommand.Appearance(false, visibility.lastSeen());
  }

  private <T> Effect<SessionEvent, SessionState> answer(ActorRef<T> to, T reply) {
    to.tell(reply);
    return effects.none();
  }
}

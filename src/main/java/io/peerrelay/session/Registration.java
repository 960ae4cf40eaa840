package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import java.util.function.Supplier;

/**
 * A session's entry in the Receptionist, by which others see that its user is connected, and where.
 *
 * <p>The Receptionist fails, with all that it knows, when it is asked to remove what is not there:
 * so nothing is asked of it as long as it has not confirmed a removal.
 */
final class Registration {
  private enum Stage {
    OUT,
    IN,
    LEAVING
  }

  private final ActorContext<SessionCommand> context;
  private final ServiceKey<SessionCommand> key;
  private final Supplier<SessionCommand> left;
  private Stage stage = Stage.OUT;
  private boolean wanted;

  /**
   * @param left what the session is told when the entry is removed; then {@link #left()} is due
   */
  Registration(
      ActorContext<SessionCommand> context,
      ServiceKey<SessionCommand> key,
      Supplier<SessionCommand> left) {
    this.context = context;
    this.key = key;
    this.left = left;
  }

  /** Whether there is an entry, be it one that is being removed. */
  boolean isEntered() {
    return stage != Stage.OUT;
  }

  void enter() {
    wanted = true;
    if (stage != Stage.OUT) return;
    stage = Stage.IN;
    context.getSystem().receptionist().tell(Receptionist.register(key, context.getSelf()));
  }

  void leave() {
    wanted = false;
    if (stage != Stage.IN) return;
    stage = Stage.LEAVING;
    // Made here, not before: a session that is idle has no use for it.
    ActorRef<Receptionist.Deregistered> confirmed =
        context.messageAdapter(Receptionist.Deregistered.class, message -> left.get());
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.deregister(key, context.getSelf(), confirmed));
  }

  void left() {
    stage = Stage.OUT;
    if (wanted) enter(); // A device came back while the Receptionist was busy.
  }
}

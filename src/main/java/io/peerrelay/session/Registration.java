package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;

/**
 * A session's entry in the Receptionist, by which others see that its user is connected, and where.
 */
final class Registration {
  private final ActorContext<UserSession.Command> context;
  private final ServiceKey<UserSession.Command> key;
  private final ActorRef<Receptionist.Deregistered> left;
  private boolean entered;

  /**
   * @param left is told when the entry is gone everywhere; then {@link #left()} is due
   */
  Registration(
      ActorContext<UserSession.Command> context,
      ServiceKey<UserSession.Command> key,
      ActorRef<Receptionist.Deregistered> left) {
    this.context = context;
    this.key = key;
    this.left = left;
  }

  boolean entered() {
    return entered;
  }

  void enter() {
    if (entered) return;
    entered = true;
    context.getSystem().receptionist().tell(Receptionist.register(key, context.getSelf()));
  }

  void leave() {
    context.getSystem().receptionist().tell(Receptionist.deregister(key, context.getSelf(), left));
  }

  void left() {
    entered = false;
  }
}

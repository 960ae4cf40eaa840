package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a session that has just started had to tell while devices of its predecessor were still on
 * their way to it. Offers are not among it: every device that attaches is told of the open ones.
 */
final class Missed {
  /**
   * The oldest beyond it are forgotten: of conversations that a device has heard of it reads them
   * when it hears the next, others wait for its {@code sync}.
   */
  static final int MOST = 100;

  private final Deque<Push> pushes = new ArrayDeque<>(1);

  private record Push(ServerMessage message, ActorRef<DeviceMessage> except) {}

  void add(ServerMessage message, ActorRef<DeviceMessage> except) {
    if (message instanceof ServerMessage.Offer) return;
    if (pushes.size() == MOST) pushes.remove();
    pushes.add(new Push(message, except));
  }

  void tell(ActorRef<DeviceMessage> device) {
    for (Push push : pushes)
      if (!device.equals(push.except())) device.tell(new DeviceMessage.Push(push.message()));
  }
}

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
  /** Of messages beyond it a device reads the oldest itself, when it hears of the next. */
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

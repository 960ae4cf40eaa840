package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import java.util.LinkedHashSet;
import java.util.Set;

/** The devices of one user that are connected now. */
final class Devices {
  private final Set<ActorRef<DeviceMessage>> all = new LinkedHashSet<>();

  /**
   * @return whether it is new
   */
  boolean add(ActorRef<DeviceMessage> device) {
    return all.add(device);
  }

  void remove(ActorRef<DeviceMessage> device) {
    all.remove(device);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void tell(DeviceMessage message) {
    all.forEach(device -> device.tell(message));
  }

  /**
   * @param except who knows already; null for nobody
   */
  void push(ServerMessage message, ActorRef<DeviceMessage> except) {
    for (ActorRef<DeviceMessage> device : all)
      if (!device.equals(except)) device.tell(new DeviceMessage.Push(message));
  }
}

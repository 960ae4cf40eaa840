package io.peerrelay.session;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The devices of one user that are connected now. */
final class Devices {
  /** How many sessions that have ended are known still. */
  private static final int MOST_ENDED = 100;

  /** With the session by which each is logged in; null where that is not known. */
  private final Map<ActorRef<DeviceMessage>, SessionId> all = new LinkedHashMap<>();

  /** Null as soon as all that were with a predecessor must have come. */
  private Missed missed = new Missed();

  /** Null before any has ended: there are as many of these as users. */
  private Deque<SessionId> ended;

  /**
   * @return whether it is new
   */
  boolean add(ActorRef<DeviceMessage> device, SessionId session) {
    boolean isNew = !all.containsKey(device);
    all.put(device, session);
    return isNew;
  }

  void remove(ActorRef<DeviceMessage> device) {
    all.remove(device);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Those by which a device is logged in. */
  Set<SessionId> sessions() {
    Set<SessionId> sessions = new HashSet<>(all.values());
    sessions.removeIf(Objects::isNull);
    return sessions;
  }

  void tell(DeviceMessage message) {
    all.keySet().forEach(device -> device.tell(message));
  }

  /**
   * @param except who knows already; null for nobody
   */
  void push(ServerMessage message, ActorRef<DeviceMessage> except) {
    if (missed != null) missed.add(message, except);
    for (ActorRef<DeviceMessage> device : all.keySet())
      if (!device.equals(except)) device.tell(new DeviceMessage.Push(message));
  }

  /** To one that was with a predecessor of the session. */
  void tellMissed(ActorRef<DeviceMessage> device) {
    if (missed != null) missed.tell(device);
  }

  void forgetMissed() {
    missed = null;
  }

  /** Tells those that are there, and lets none in that was on its way. */
  void end(SessionId session, DeviceMessage.End message) {
    if (ended == null) ended = new ArrayDeque<>();
    ended.add(session);
    if (ended.size() > MOST_ENDED) ended.remove();
    all.forEach(
        (device, its) -> {
          if (session.equals(its)) device.tell(message);
        });
  }

  boolean hasEnded(SessionId session) {
    return ended != null && session != null && ended.contains(session);
  }
}

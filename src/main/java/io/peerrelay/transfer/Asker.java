package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;

/**
 * Who asks something of a transfer.
 *
 * @param re the id that the client gave its request; what comes of it carries it; null for none
 * @param party the connection that asks: there what comes of it is told
 * @param device the same connection as the user's session knows it; null for an HTTP request, which
 *     comes and goes without one
 */
public record Asker(
    Username user, String re, ActorRef<PartyMessage> party, ActorRef<DeviceMessage> device) {

  /** Whether it is one HTTP request, which nobody can tell anything but its answer. */
  boolean isRequest() {
    return device == null;
  }
}

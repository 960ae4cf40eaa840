package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;

/** Who is there of one user of a transfer, as {@link Parties} keeps it. */
final class Side {
  /** Moves the bytes; as it was at its latest request, which what comes next answers. */
  Asker end;

  /** Each as it was at its latest request, too. */
  final List<Asker> listeners = new ArrayList<>();

  /** Whether the end is at rest and waits for the next leg. */
  boolean ready;

  /** How it moved its bytes last. */
  String way = "nobody";

  /** The receiver's: what it has. The sender's: where it wants to begin, null for anywhere. */
  Long offset;

  /** Makes the asker's connection the end, which waits for a leg. */
  void join(Asker asker, Long from) {
    leave(asker.party());
    end = asker;
    way = asker.isRequest() ? "HTTP" : "socket";
    ready = true;
    offset = from;
  }

  /** Makes the asker's connection a listener, be it the end until now or not. */
  void listen(Asker asker) {
    leave(asker.party());
    listeners.add(asker);
  }

  /** Makes the end a listener. */
  void vacate() {
    listeners.add(end);
    end = null;
  }

  /**
   * Forgets a connection.
   *
   * @return whether it was the end
   */
  boolean leave(ActorRef<PartyMessage> party) {
    listeners.removeIf(one -> one.party().equals(party));
    if (!isEnd(party)) return false;
    end = null;
    return true;
  }

  /** The end is at rest after a pause. */
  void rest(Long from) {
    ready = true;
    offset = from;
  }

  /** The end that asked, whose request is answered by what is told now and by nothing later. */
  Asker answered() {
    Asker asker = end;
    end = new Asker(asker.user(), null, asker.party(), asker.device());
    return asker;
  }

  boolean isPresent() {
    return end != null;
  }

  boolean isReady() {
    return isPresent() && ready;
  }

  boolean isEnd(ActorRef<PartyMessage> party) {
    return isPresent() && end.party().equals(party);
  }

  /** Whether an HTTP request moves the bytes. */
  boolean isRequest() {
    return isPresent() && end.isRequest();
  }

  /** Whether any device hears of the transfer. */
  boolean isHeard() {
    return (isPresent() && !end.isRequest())
        || listeners.stream().anyMatch(one -> !one.isRequest());
  }

  /** The listeners, and the end if there is one. */
  List<Asker> all() {
    List<Asker> all = new ArrayList<>(listeners);
    if (isPresent()) all.add(end);
    return all;
  }
}

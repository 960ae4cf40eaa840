package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.Contact;
import io.peerrelay.protocol.Standing;

/** What becomes of an offer, by who makes it and what the user wished. */
final class Acceptance {
  enum Decision {
    ACCEPT,
    ASK,
    DECLINE,
    /** Another device may answer it, or nobody. */
    LEAVE
  }

  private final Desk desk;
  private final ReceiveCommand.Answer answer;

  Acceptance(Desk desk, ReceiveCommand.Answer answer) {
    this.desk = desk;
    this.answer = answer;
  }

  /** Whether some offers may be asked about. */
  boolean mayAsk() {
    return answer == ReceiveCommand.Answer.ASK
        || answer == ReceiveCommand.Answer.TRUSTED && canAsk();
  }

  Decision of(IncomingOffer offer) {
    return switch (answer) {
      case ALL -> Decision.ACCEPT;
      case NONE -> Decision.DECLINE;
      case ASK -> Decision.ASK;
      case TRUSTED -> {
        if (isTrusted(offer)) yield Decision.ACCEPT;
        yield canAsk() ? Decision.ASK : Decision.LEAVE;
      }
    };
  }

  private boolean canAsk() {
    return desk.environment().terminal().isPresent();
  }

  /** Asked anew each time: trust may be given and taken on any device. */
  private boolean isTrusted(IncomingOffer offer) {
    try {
      return await(desk.client().people().contacts())
          .contains(new Contact(offer.from(), Standing.TRUSTED));
    } catch (RelayException e) {
      Failures.print(e, desk.err());
      return false; // After a reconnect the relay offers it again.
    }
  }
}

package io.peerrelay.session;

import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a {@link UserSession} does about offers and the transfers that come of them. */
final class OfferHandlers {
  private final EffectFactories<SessionEvent, SessionState> effects;
  private final Devices devices;
  private final int openAtOnce;

  OfferHandlers(
      EffectFactories<SessionEvent, SessionState> effects, Devices devices, int openAtOnce) {
    this.effects = effects;
    this.devices = devices;
    this.openAtOnce = openAtOnce;
  }

  static void addTo(CommandHandlers.Part<OfferHandlers> handlers) {
    handlers
        .onCommand(SessionCommand.Offer.class, OfferHandlers::onOffer)
        .onCommand(SessionCommand.CloseOffer.class, OfferHandlers::onCloseOffer)
        .onCommand(SessionCommand.AskPresence.class, OfferHandlers::onAskPresence)
        .onCommand(SessionCommand.OpenTransfer.class, OfferHandlers::onOpenTransfer)
        .onCommand(SessionCommand.CloseTransfer.class, OfferHandlers::onCloseTransfer)
        .onCommand(SessionCommand.ListTransfers.class, OfferHandlers::onListTransfers);
  }

  private Effect<SessionEvent, SessionState> onOffer(
      SessionState offers, SessionCommand.Offer command) {
    // It is shown to whoever attaches; the user may be away by now.
    if (offers.holds(command.offer().transfer()))
      return answer(command, SessionCommand.Presence.ONLINE);
    if (presence(offers, command.offer().from()) == SessionCommand.Presence.OFFLINE)
      return answer(command, SessionCommand.Presence.OFFLINE);
    if (presence(offers, command.offer().from()) == SessionCommand.Presence.FULL)
      return answer(command, SessionCommand.Presence.FULL);
    return effects
        .persist(new SessionEvent.OfferArrived(command.offer()))
        .thenRun(
            () -> {
              devices.push(command.offer(), null);
              command.replyTo().tell(SessionCommand.Presence.ONLINE);
            });
  }

  private Effect<SessionEvent, SessionState> answer(
      SessionCommand.Offer command, SessionCommand.Presence reply) {
    command.replyTo().tell(reply);
    return effects.none();
  }

  private Effect<SessionEvent, SessionState> onCloseOffer(
      SessionState offers, SessionCommand.CloseOffer command) {
    if (!offers.holds(command.transfer())) return effects.none();
    return effects
        .persist(new SessionEvent.OfferClosed(command.transfer()))
        .thenRun(() -> devices.push(command.notice(), command.except()));
  }

  private Effect<SessionEvent, SessionState> onOpenTransfer(
      SessionState offers, SessionCommand.OpenTransfer command) {
    if (offers.transfers().contains(command.transfer())) return effects.none();
    return effects.persist(new SessionEvent.TransferOpened(command.transfer()));
  }

  private Effect<SessionEvent, SessionState> onCloseTransfer(
      SessionState offers, SessionCommand.CloseTransfer command) {
    if (!offers.transfers().contains(command.transfer())) return effects.none();
    return effects
        .persist(new SessionEvent.TransferClosed(command.transfer()))
        .thenRun(
            () -> {
              if (command.notice() != null) devices.push(command.notice(), null);
            });
  }

  private Effect<SessionEvent, SessionState> onListTransfers(
      SessionState offers, SessionCommand.ListTransfers command) {
    List<TransferId> all = new ArrayList<>(offers.transfers());
    offers.openAt(Instant.now()).forEach(offer -> all.add(offer.transfer()));
    command.replyTo().tell(new SessionCommand.Listed(all));
    return effects.none();
  }

  private Effect<SessionEvent, SessionState> onAskPresence(
      SessionState offers, SessionCommand.AskPresence command) {
    command.replyTo().tell(presence(offers, command.by()));
    return effects.none();
  }

  /**
   * @param to who makes an offer; null for nobody
   */
  private SessionCommand.Presence presence(SessionState offers, Username to) {
    if (devices.isEmpty() || (to != null && offers.hasBlocked(to)))
      return SessionCommand.Presence.OFFLINE;
    return offers.isFull(Instant.now(), openAtOnce)
        ? SessionCommand.Presence.FULL
        : SessionCommand.Presence.ONLINE;
  }
}

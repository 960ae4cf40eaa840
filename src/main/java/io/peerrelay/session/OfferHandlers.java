package io.peerrelay.session;

import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a {@link UserSession} does about offers and the transfers that come of them. */
final class OfferHandlers {
  private final EffectFactories<SessionEvent, OpenOffers> effects;
  private final Devices devices;
  private final int openAtOnce;

  OfferHandlers(
      EffectFactories<SessionEvent, OpenOffers> effects, Devices devices, int openAtOnce) {
    this.effects = effects;
    this.devices = devices;
    this.openAtOnce = openAtOnce;
  }

  static void addTo(CommandHandlers.Part<OfferHandlers> handlers) {
    handlers
        .onCommand(UserSession.Offer.class, OfferHandlers::onOffer)
        .onCommand(UserSession.CloseOffer.class, OfferHandlers::onCloseOffer)
        .onCommand(UserSession.AskPresence.class, OfferHandlers::onAskPresence)
        .onCommand(UserSession.OpenTransfer.class, OfferHandlers::onOpenTransfer)
        .onCommand(UserSession.CloseTransfer.class, OfferHandlers::onCloseTransfer)
        .onCommand(UserSession.ListTransfers.class, OfferHandlers::onListTransfers);
  }

  private Effect<SessionEvent, OpenOffers> onOffer(OpenOffers offers, UserSession.Offer command) {
    if (devices.isEmpty()) return answer(command, UserSession.Presence.OFFLINE);
    if (offers.holds(command.offer().transfer()))
      return answer(command, UserSession.Presence.ONLINE);
    if (presence(offers) == UserSession.Presence.FULL)
      return answer(command, UserSession.Presence.FULL);
    return effects
        .persist(new SessionEvent.OfferArrived(command.offer()))
        .thenRun(
            () -> {
              devices.push(command.offer(), null);
              command.replyTo().tell(UserSession.Presence.ONLINE);
            });
  }

  private Effect<SessionEvent, OpenOffers> answer(
      UserSession.Offer command, UserSession.Presence reply) {
    command.replyTo().tell(reply);
    return effects.none();
  }

  private Effect<SessionEvent, OpenOffers> onCloseOffer(
      OpenOffers offers, UserSession.CloseOffer command) {
    if (!offers.holds(command.transfer())) return effects.none();
    return effects
        .persist(new SessionEvent.OfferClosed(command.transfer()))
        .thenRun(() -> devices.push(command.notice(), command.except()));
  }

  private Effect<SessionEvent, OpenOffers> onOpenTransfer(
      OpenOffers offers, UserSession.OpenTransfer command) {
    if (offers.transfers().contains(command.transfer())) return effects.none();
    return effects.persist(new SessionEvent.TransferOpened(command.transfer()));
  }

  private Effect<SessionEvent, OpenOffers> onCloseTransfer(
      OpenOffers offers, UserSession.CloseTransfer command) {
    if (!offers.transfers().contains(command.transfer())) return effects.none();
    return effects
        .persist(new SessionEvent.TransferClosed(command.transfer()))
        .thenRun(
            () -> {
              if (command.notice() != null) devices.push(command.notice(), null);
            });
  }

  private Effect<SessionEvent, OpenOffers> onListTransfers(
      OpenOffers offers, UserSession.ListTransfers command) {
    List<TransferId> all = new ArrayList<>(offers.transfers());
    offers.openAt(Instant.now()).forEach(offer -> all.add(offer.transfer()));
    command.replyTo().tell(new UserSession.Listed(all));
    return effects.none();
  }

  private Effect<SessionEvent, OpenOffers> onAskPresence(
      OpenOffers offers, UserSession.AskPresence command) {
    command.replyTo().tell(presence(offers));
    return effects.none();
  }

  private UserSession.Presence presence(OpenOffers offers) {
    if (devices.isEmpty()) return UserSession.Presence.OFFLINE;
    return offers.isFull(Instant.now(), openAtOnce)
        ? UserSession.Presence.FULL
        : UserSession.Presence.ONLINE;
  }
}

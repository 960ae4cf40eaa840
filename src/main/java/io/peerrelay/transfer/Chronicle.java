package io.peerrelay.transfer;

import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.OfferStatus;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;

/** Tells what becomes of one offer, for those who show it to people. */
final class Chronicle {
  private final TransferId id;
  private final OfferNews news;

  Chronicle(TransferId id, OfferNews news) {
    this.id = id;
    this.news = news;
  }

  void offered(TransferState.Open open) {
    tell(open.from(), open.to(), open, OfferStatus.OFFERED);
  }

  void accepted(TransferState.Open accepted) {
    tell(accepted.to(), accepted.from(), accepted, OfferStatus.ACCEPTED);
  }

  void ended(TransferState.Open open, TransferEvent.End event) {
    if (event instanceof TransferEvent.Declined)
      tell(open.to(), open.from(), open, OfferStatus.DECLINED);
    else
      tell(
          open.from(),
          open.to(),
          open,
          event instanceof TransferEvent.Completed ? OfferStatus.COMPLETED : OfferStatus.ENDED);
  }

  private void tell(Username by, Username other, TransferState.Open open, OfferStatus status) {
    news.tell(
        by,
        other,
        new OfferNote(id, status, open.files().size(), open.total(), open.offered().get(0).name()));
  }
}

package io.peerrelay.transfer;

import io.peerrelay.protocol.OfferNote;
import io.peerrelay.protocol.Username;

/**
 * Hears what becomes of offers, once it is stored; it may hear the same twice, and must not block.
 */
@FunctionalInterface
public interface OfferNews {
  /**
   * @param by whose doing it is: the sender's, or the receiver's
   */
  void tell(Username by, Username other, OfferNote note);
}

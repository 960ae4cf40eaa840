package io.peerrelay.web;

import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;

/**
 * A request about a transfer by somebody who may.
 *
 * @param user one of the two sides
 * @param begin where the sender would go on, as far as is known
 */
record Visit(Username user, TransferInfo info, long begin) {
  boolean isSender() {
    return user.equals(info.from());
  }

  long total() {
    return info.total();
  }
}

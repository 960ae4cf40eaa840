package io.peerrelay.bench;

import java.io.IOException;

/** How two ends meet at a relay and put bytes on the wire. */
interface Way {
  /**
   * Opens the next lane.
   *
   * @param pair which of the lanes that are open at once, from 0
   * @throws NotThere if this relay has no such way
   */
  Lane open(int pair, Content content) throws IOException, NotThere;
}

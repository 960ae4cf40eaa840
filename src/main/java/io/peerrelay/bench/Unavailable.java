package io.peerrelay.bench;

import java.io.IOException;

/**
 * A candidate that can't be measured, and says why.
 *
 * @param why {@link NotThere}, or an {@link IOException} where it should have been there
 */
record Unavailable(Label label, Exception why) implements Candidate {
  @Override
  public Sample measure() throws IOException, NotThere {
    if (why instanceof NotThere absent) throw absent;
    throw new IOException(why.getMessage(), why);
  }
}

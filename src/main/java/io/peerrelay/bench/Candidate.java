package io.peerrelay.bench;

import java.io.IOException;

/** Something that is measured, again and again, beside others. */
interface Candidate {
  Label label();

  /**
   * Lets the bytes through once. An interrupt ends it.
   *
   * @throws NotThere if it turns out that there is nothing to measure
   * @throws IOException if it does not do what it should
   */
  Sample measure() throws IOException, InterruptedException, NotThere;
}

package io.peerrelay.client;

import io.peerrelay.protocol.Sha256;
import java.security.MessageDigest;

/** The digest of a transfer's bytes, of which some may be sent more than once: each counts once. */
final class SentDigest {
  private final MessageDigest digest = Digests.sha256();
  private long digested;

  /** How many bytes from the first on have been digested. */
  long digested() {
    return digested;
  }

  /**
   * Takes those bytes that are new.
   *
   * @param position of the first of them in the transfer, at most {@link #digested()}
   */
  void update(byte[] bytes, int from, int length, long position) {
    int known = (int) Math.min(length, digested - position);
    digest.update(bytes, from + known, length - known);
    digested += length - known;
  }

  Sha256 value() {
    return Digests.soFar(digest);
  }
}

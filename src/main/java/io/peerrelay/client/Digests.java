package io.peerrelay.client;

import io.peerrelay.protocol.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that both sides of a transfer make. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of all bytes up to now; the digest can go on. */
  static Sha256 soFar(MessageDigest digest) {
    try {
      return Sha256.of(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of every Java platform can be cloned", e);
    }
  }
}

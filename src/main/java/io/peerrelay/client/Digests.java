package io.peerrelay.client;

import io.peerrelay.protocol.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that both sides of a transfer make. */
final class Digests {
  private static final int BLOCK = 256 * 1024;

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * @param most how many bytes to read
   */
  static Sha256 of(InputStream bytes, long most) throws IOException {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK];
    long left = most;
    while (left > 0) {
      int count = bytes.read(block, 0, (int) Math.min(block.length, left));
      if (count < 0) break;
      digest.update(block, 0, count);
      left -= count;
    }
    return Sha256.of(digest.digest());
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

package io.peerrelay.endtoend;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Random bytes to be transferred, the same for the same seed. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TestFile(byte[] bytes) {
  static TestFile of(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return new TestFile(bytes);
  }

  int size() {
    return bytes.length;
  }

  String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  TestFile part(int from, int to) {
    return new TestFile(Arrays.copyOfRange(bytes, from, to));
  }
}

package io.peerrelay.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * What goes through one lane: the same random unit again and again.
 *
 * @param unit {@value #UNIT} bytes
 * @param units how often
 * @param sha256 of all of it, in hex
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Content(byte[] unit, int units, String sha256) {
  /** Every sender hands this much to the network at once, and every receiver asks for as much. */
  static final int UNIT = 256 * 1024;

  Content {
    if (unit.length != UNIT)
      throw new IllegalArgumentException("unit: " + unit.length + " (expected: " + UNIT + ")");
    if (units < 1) throw new IllegalArgumentException("units: " + units + " (expected: >= 1)");
  }

  /**
   * @param atLeast bytes; filled up to whole units
   */
  static Content of(long atLeast) {
    byte[] unit = new byte[UNIT];
    new Random(atLeast).nextBytes(unit);
    int units = Math.toIntExact((atLeast + UNIT - 1) / UNIT);
    return new Content(unit, units, sha256(unit, units));
  }

  long size() {
    return (long) units * UNIT;
  }

  private static String sha256(byte[] unit, int units) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < units; i++) digest.update(unit);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package io.peerrelay.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import akka.util.ByteString;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The first bytes on a link: which leg it is for, and that the caller may.
 *
 * @param token random, in Base64; good once
 */
record Greeting(String leg, String token) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LEG = 36;
  private static final int TOKEN = 32;

  static final int SIZE = LEG + TOKEN;

  Greeting {
    if (leg.length() != LEG)
      throw new IllegalArgumentException("leg: " + leg + " (expected: UUID)");
    if (token.length() != TOKEN)
      throw new IllegalArgumentException("token: of another size (expected: " + TOKEN + ")");
  }

  static Greeting of(Leg leg) {
    byte[] random = new byte[TOKEN / 4 * 3];
    RANDOM.nextBytes(random);
    return new Greeting(leg.id(), Base64.getUrlEncoder().encodeToString(random));
  }

  /**
   * @param bytes whatever anybody has sent
   */
  static Greeting parse(ByteString bytes) {
    String text = bytes.take(SIZE).decodeString(US_ASCII);
    return new Greeting(text.substring(0, LEG), text.substring(LEG));
  }

  ByteString bytes() {
    return ByteString.fromString(leg + token, US_ASCII);
  }

  /** Takes as long wherever the two differ. */
  boolean isSame(Greeting other) {
    return MessageDigest.isEqual(bytes().toArray(), other.bytes().toArray());
  }

  @Override
  public String toString() {
    return "Greeting[" + leg + "]";
  }
}

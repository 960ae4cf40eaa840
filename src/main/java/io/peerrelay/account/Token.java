package io.peerrelay.account;

import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What logs in without a password: {@code name.random}, both base64url; the name finds the account,
 * the 256 random bits prove the right. Opaque for clients.
 */
record Token(Username username, Secret text) {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9_-]{4,300})\\.[A-Za-z0-9_-]{43}");
  private static final int RANDOM_BYTES = 32;

  /** 132 bits. */
  private static final int SESSION_CHARACTERS = 22;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  static Token random(Username username) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    String name = ENCODER.encodeToString(username.value().getBytes(StandardCharsets.UTF_8));
    return new Token(username, new Secret(name + "." + ENCODER.encodeToString(random)));
  }

  /** Empty if the text can't be a token. */
  static Optional<Token> read(Secret text) {
    Matcher parts = SHAPE.matcher(text.value());
    if (!parts.matches()) return Optional.empty();
    try {
      byte[] name = Base64.getUrlDecoder().decode(parts.group(1));
      return Optional.of(new Token(new Username(new String(name, StandardCharsets.UTF_8)), text));
    } catch (IllegalArgumentException e) { // neither base64 nor a name
      return Optional.empty();
    }
  }

  /** What is stored. A plain digest is enough for something that nobody can guess. */
  String hash() {
    return hash(text);
  }

  /** Names what a token began: a part of its hash, from which nobody gets back to the token. */
  static SessionId session(String hash) {
    return new SessionId(hash.substring(0, SESSION_CHARACTERS));
  }

  static String hash(Secret text) {
    try {
      byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
      return ENCODER.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

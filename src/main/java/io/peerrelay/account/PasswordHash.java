package io.peerrelay.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password or code as it is stored: Argon2id (RFC 9106) in the PHC string format, {@code
 * $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash}. Making and matching one cost tens of
 * milliseconds and megabytes: only {@link Passwords} does it.
 */
record PasswordHash(@JsonValue String phc) {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,10}),t=(\\d{1,9}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  PasswordHash {
    if (!PHC.matcher(phc).matches())
      throw new IllegalArgumentException("phc: unreadable (expected: $argon2id$v=19$m=,t=,p=$$)");
  }

  static PasswordHash of(Secret secret, Argon2Settings cost) {
    byte[] salt = random(SALT_BYTES);
    byte[] hash =
        argon2id(secret, salt, HASH_BYTES, cost.memory(), cost.iterations(), cost.parallelism());
    return of(cost, salt, hash);
  }

  /** Costs as much to match as any other, and nothing matches it. */
  static PasswordHash decoy(Argon2Settings cost) {
    return of(cost, random(SALT_BYTES), random(HASH_BYTES));
  }

  private static PasswordHash of(Argon2Settings cost, byte[] salt, byte[] hash) {
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                cost.memory(),
                cost.iterations(),
                cost.parallelism(),
                ENCODER.encodeToString(salt),
                ENCODER.encodeToString(hash)));
  }

  /** At the cost it was made with, in a time that does not depend on where a difference is. */
  boolean matches(Secret secret) {
    Matcher parts = parts();
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] actual =
        argon2id(
            secret,
            Base64.getDecoder().decode(parts.group(4)),
            expected.length,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return MessageDigest.isEqual(expected, actual);
  }

  /** Whether the settings ask for more than this hash cost. */
  boolean weakerThan(Argon2Settings cost) {
    Matcher parts = parts();
    return Integer.parseInt(parts.group(1)) < cost.memory()
        || Integer.parseInt(parts.group(2)) < cost.iterations();
  }

  private Matcher parts() {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) throw new IllegalStateException("checked by the constructor");
    return parts;
  }

  private static byte[] argon2id(
      Secret secret, byte[] salt, int length, int memory, int iterations, int parallelism) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(bytes(secret), hash);
    return hash;
  }

  /** One spelling for what keyboards compose in different ways (in the spirit of RFC 8265). */
  private static byte[] bytes(Secret secret) {
    return Normalizer.normalize(secret.value(), Normalizer.Form.NFKC)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "***";
  }
}

package io.peerrelay.account;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which passwords are good enough to be set. Length counts; kinds of characters don't. */
final class PasswordRules {
  private static final Set<String> COMMON = common();
  private final int minimum;

  /**
   * @param minimum in characters
   */
  PasswordRules(int minimum) {
    this.minimum = minimum;
  }

  /** Empty if the password may be set; the message of the problem never repeats it. */
  Optional<Problem> objection(Secret password, Username username) {
    String text = Normalizer.normalize(password.value(), Normalizer.Form.NFKC);
    int length = text.codePointCount(0, text.length());
    String folded = text.toLowerCase(Locale.ROOT);
    if (length < minimum)
      return weak(length + " characters (expected: at least " + minimum + " characters)");
    if (folded.contains(username.key()))
      return weak("contains the username (expected: a password that does not)");
    if (COMMON.contains(folded))
      return weak("one of the most common ones (expected: a password that is not easily guessed)");
    return Optional.empty();
  }

  private static Optional<Problem> weak(String what) {
    return Optional.of(ErrorCode.WEAK_PASSWORD.because("password: " + what));
  }

  private static Set<String> common() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PasswordRules.class.getResourceAsStream("common-passwords.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.peerrelay.account;

import io.peerrelay.protocol.EmailAddress;
import java.time.Duration;

/**
 * A mail to one person, in plain text and in HTML. Both hold a code, so they never show in a log.
 *
 * @param usefulFor how long from now on it is worth sending
 */
public record Mail(EmailAddress to, String subject, String text, String html, Duration usefulFor) {
  public Mail {
    if (subject.codePoints().anyMatch(Character::isISOControl))
      throw new IllegalArgumentException(
          "subject: a control character (expected: one line of plain text)");
  }

  @Override
  public String toString() {
    return "Mail[to=" + to + ", subject=" + subject + "]";
  }
}

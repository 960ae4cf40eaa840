package io.peerrelay.account;

import io.peerrelay.protocol.EmailAddress;

/** A mail to one person, in plain text. The text holds a code, so it never shows in a log. */
public record Mail(EmailAddress to, String subject, String text) {
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

package io.peerrelay.account;

import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.Map;

/** The mails that carry a code: in the text it stands alone on a line, for people and programs. */
final class CodeMail {
  private static final MailTemplate CONFIRM = MailTemplate.named("confirm");
  private static final MailTemplate RESET = MailTemplate.named("reset");

  private CodeMail() {}

  /**
   * @param lifetime how long the code is good, and so the mail of use
   */
  static Mail of(
      IssuedCode.Purpose purpose,
      Username username,
      EmailAddress to,
      Secret code,
      Duration lifetime) {
    MailTemplate template = purpose == IssuedCode.Purpose.CONFIRM ? CONFIRM : RESET;
    Map<String, String> values =
        Map.of("username", username.value(), "code", code.value(), "lifetime", words(lifetime));
    return new Mail(to, template.subject(), template.text(values), template.html(values), lifetime);
  }

  private static String words(Duration time) {
    long minutes = time.toMinutes();
    return minutes > 1 ? minutes + " minutes" : time.toSeconds() + " seconds";
  }
}

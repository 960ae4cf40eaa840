package io.peerrelay.account;

import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.time.Duration;

/** The mails that carry a code: the code stands alone on a line, for people and programs alike. */
final class CodeMail {
  private CodeMail() {}

  static Mail of(
      IssuedCode.Purpose purpose,
      Username username,
      EmailAddress to,
      Secret code,
      Duration lifetime) {
    return purpose == IssuedCode.Purpose.CONFIRM
        ? confirmation(username, to, code, lifetime)
        : reset(username, to, code, lifetime);
  }

  private static Mail confirmation(
      Username username, EmailAddress to, Secret code, Duration lifetime) {
    return new Mail(
        to,
        "Your Peer Relay code to confirm this address",
        """
        Hello %s,

        this code confirms your e-mail address:

        %s

        It is good for %s. If you did not register, ignore this mail: without the code the
        address is not used, and it will be forgotten.
        """
            .formatted(username, code.value(), words(lifetime)));
  }

  private static Mail reset(Username username, EmailAddress to, Secret code, Duration lifetime) {
    return new Mail(
        to,
        "Your Peer Relay code to reset the password",
        """
        Hello %s,

        this code lets you set a new password:

        %s

        It is good for %s. If you did not ask for it, ignore this mail and give the code to
        nobody: without it your password stays as it is.
        """
            .formatted(username, code.value(), words(lifetime)));
  }

  private static String words(Duration time) {
    long minutes = time.toMinutes();
    return minutes > 1 ? minutes + " minutes" : time.toSeconds() + " seconds";
  }
}

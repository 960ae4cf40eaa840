package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.ServerMessage;
import java.util.Map;

/** Why something failed, in words for these clients, who know neither codes nor our fields. */
final class Reason {
  static final String SIGN_IN_FIRST = "Sign in first.";
  static final String CONFIRM_FIRST =
      "The e-mail address has to be confirmed before the first sign in: send the code from the mail"
          + " by another client, as by `peer-relay confirm --user NAME CODE`, then sign in.";

  /** What our fields are called there. */
  private static final Map<String, String> FIELDS =
      Map.of("text", "comment", "url", "img", "seq", "id");

  private Reason() {}

  static String of(InvalidField e) {
    return inTheirWords(e.getMessage());
  }

  static String of(ServerMessage answer) {
    if (!(answer instanceof ServerMessage.Error error)) return "The relay can't do this now.";
    return switch (error.code()) {
      case BAD_CREDENTIALS -> "The username or the password is wrong.";
      case NOT_CONFIRMED -> CONFIRM_FIRST;
      case NOT_LOGGED_IN -> SIGN_IN_FIRST;
      case RATE_LIMITED -> sentence(error.message()) + " Wait " + error.retryAfter() + " ms.";
      default ->
          error.retryable()
              ? sentence(inTheirWords(error.message())) + " " + error.hint()
              : inTheirWords(error.message());
    };
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static String inTheirWords(String message) {
    int colon = message.indexOf(':');
    String theirs = colon < 0 ? null : FIELDS.get(message.substring(0, colon));
    return theirs == null ? message : theirs + message.substring(colon);
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * The one table of what can go wrong for a client: a stable name, whether trying again helps, and
 * what to do next.
 */
public enum ErrorCode {
  // input
  BAD_JSON("badJson", false, "Send one JSON object per text frame."),
  BAD_FIELD("badField", false, "Correct the named field and send the message again."),
  UNKNOWN_TYPE(
      "unknownType", false, "See docs/protocol.md for the messages that this relay understands."),
  TOO_LARGE(
      "tooLarge",
      false,
      "Stay within the limits that `welcome` names and the sizes that were offered."),
  RATE_LIMITED(
      "rateLimited",
      true,
      "Wait as long as `retryAfter` says (milliseconds), and send more slowly."),
  // accounts and sessions
  NOT_LOGGED_IN("notLoggedIn", false, "Send `login` first."),
  ALREADY_LOGGED_IN("alreadyLoggedIn", false, "Log out first, or open another socket."),
  BAD_CREDENTIALS(
      "badCredentials",
      false,
      "Check name and password, or log in with the password if a token was used."),
  NOT_CONFIRMED(
      "notConfirmed",
      false,
      "Send `confirm` with the code from the mail; `resendConfirmation` sends a new one."),
  ALREADY_REGISTERED(
      "alreadyRegistered", false, "Choose another name or address, or log in if it is yours."),
  WEAK_PASSWORD("weakPassword", false, "Choose a longer password that is not easily guessed."),
  BAD_CODE("badCode", false, "Look at the newest mail and send the code as it stands there."),
  CODE_EXPIRED("codeExpired", false, "Ask for a new code."),
  LOCKED_OUT("lockedOut", true, "Wait some minutes, or reset the password."),
  // transfers
  USER_OFFLINE("userOffline", true, "Ask the other person to log in, then offer again."),
  NO_SUCH_TRANSFER("noSuchTransfer", false, "It has ended or never was; make a new offer."),
  NOT_YOURS(
      "notYours",
      false,
      "Only who wrote the message, or a side of the transfer its own part, may do this."),
  ALREADY_ANSWERED(
      "alreadyAnswered",
      false,
      "The offer was accepted or declined already; there is nothing left to do."),
  INCOMPLETE("incomplete", false, "Send or take the rest of the bytes first."),
  WRONG_OFFSET("wrongOffset", false, "Go on from the offset that the message names."),
  NOT_READY("notReady", true, "Come back when the other side is there; nothing is lost."),
  NOT_ONE_FILE(
      "notOneFile", false, "Accept the files one at a time, or receive them over a socket."),
  IDLE("idle", true, "Go on sending, from the offset that the relay names then."),
  CREDIT_EXCEEDED("creditExceeded", false, "Send no more bytes than were granted by `credit`."),
  DIGEST_MISMATCH("digestMismatch", true, "The bytes changed on the way; make a new offer."),
  // conversations
  NO_SUCH_USER("noSuchUser", false, "Check the name, and ask the other person to register."),
  NO_SUCH_CHANNEL("noSuchChannel", false, "Check the name of the channel."),
  NO_SUCH_MESSAGE("noSuchMessage", false, "Take a number that `message` or `history` gave."),
  NOT_A_MEMBER("notAMember", false, "Only who takes part in a conversation may do this."),
  CHANNEL_EXISTS("channelExists", false, "Join the channel, or choose another name."),
  NOT_ALLOWED("notAllowed", false, "Ask an owner of the channel."),
  LIMIT_REACHED("limitReached", false, "Make room first, as by leaving a channel."),
  // stored procedures
  PROCEDURE_FAILED(
      "procedureFailed",
      false,
      "Check the values; if they are right, tell whoever runs the relay."),
  // the relay itself
  BUSY("busy", true, "Try again in a few seconds."),
  UNAVAILABLE(
      "unavailable", true, "The relay can't store anything right now; try again in a few seconds.");

  private final String code;
  private final boolean retryable;
  private final String hint;

  ErrorCode(String code, boolean retryable, String hint) {
    this.code = code;
    this.retryable = retryable;
    this.hint = hint;
  }

  /** The name on the wire; never changes. */
  @JsonValue
  public String code() {
    return code;
  }

  /** Whether the same message may succeed later without being changed. */
  public boolean retryable() {
    return retryable;
  }

  /** What to do next, for a person. */
  public String hint() {
    return hint;
  }

  /** A problem with this code; {@code message} says what was wrong and what was expected. */
  public Problem because(String message) {
    return new Problem(this, message);
  }

  static boolean isKnown(String code) {
    return Arrays.stream(values()).anyMatch(value -> value.code.equals(code));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ErrorCode of(String code) {
    return Arrays.stream(values())
        .filter(value -> value.code.equals(code))
        .findFirst()
        .orElseThrow(() -> Field.bad("code", code, "an error code of this version"));
  }
}

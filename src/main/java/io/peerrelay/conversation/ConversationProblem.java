package io.peerrelay.conversation;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;

/** What can be wrong with a request about a conversation, in words. */
public final class ConversationProblem {
  private ConversationProblem() {}

  /** The same answer for a conversation of others and for one that nobody has begun. */
  public static Problem notAMember() {
    return ErrorCode.NOT_A_MEMBER.because("You take no part in this conversation.");
  }

  static Problem noSuchMessage(String field, long seq, long head) {
    return ErrorCode.NO_SUCH_MESSAGE.because(
        field + ": " + seq + " (expected: 1 to " + head + ", the newest message)");
  }

  static Problem deleted(long seq) {
    return ErrorCode.NO_SUCH_MESSAGE.because("seq: " + seq + " was deleted.");
  }

  static Problem notYours() {
    return ErrorCode.NOT_YOURS.because("Somebody else wrote this message.");
  }

  static Problem fromTheFuture(long after, long head) {
    return ErrorCode.BAD_FIELD.because(
        "The conversation has no message " + after + " yet (expected: at most " + head + ")");
  }

  static Problem tooMany(String what, int most) {
    return ErrorCode.TOO_LARGE.because(
        "This conversation has %d %s already, and keeps no more.".formatted(most, what));
  }

  static Problem unreadable() {
    return ErrorCode.UNAVAILABLE.because("The message could not be read in time.");
  }

  /** The same answer for a private channel of others and for one that nobody has created. */
  public static Problem noSuchChannel(String channel) {
    return ErrorCode.NO_SUCH_CHANNEL.because("There is no channel " + channel + ".");
  }

  static Problem channelExists(String channel) {
    return ErrorCode.CHANNEL_EXISTS.because("There is a channel " + channel + " already.");
  }

  static Problem ownersOnly() {
    return ErrorCode.NOT_ALLOWED.because("Only an owner of the channel may do this.");
  }

  static Problem lastOwner() {
    return ErrorCode.NOT_ALLOWED.because(
        "The channel would have no owner (expected: another one first)");
  }

  static Problem noMember(String username) {
    return ErrorCode.NOT_A_MEMBER.because("username: " + username + " (expected: a member)");
  }

  static Problem full(int most) {
    return ErrorCode.LIMIT_REACHED.because(
        "The channel has %d members already, and takes no more.".formatted(most));
  }
}

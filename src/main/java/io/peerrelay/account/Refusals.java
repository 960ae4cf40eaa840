package io.peerrelay.account;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;

/**
 * The problems of this room that are the same whatever was wrong exactly: more words would tell who
 * exists.
 */
final class Refusals {
  static final Problem BAD_CREDENTIALS =
      ErrorCode.BAD_CREDENTIALS.because(
          "username, password or token: not valid (expected: those of an account)");
  static final Problem NOT_CONFIRMED =
      ErrorCode.NOT_CONFIRMED.because(
          "username: registered, but its e-mail address was not confirmed");
  static final Problem LOCKED_OUT =
      ErrorCode.LOCKED_OUT.because("username: too many logins failed in a row");
  static final Problem BAD_CODE =
      ErrorCode.BAD_CODE.because("code: not valid (expected: the one from the newest mail)");
  static final Problem CODE_EXPIRED =
      ErrorCode.CODE_EXPIRED.because("code: too old, or tried wrongly too often");
  static final Problem NAME_TAKEN =
      ErrorCode.ALREADY_REGISTERED.because("username: taken (expected: a free one)");
  static final Problem ADDRESS_TAKEN =
      ErrorCode.ALREADY_REGISTERED.because(
          "email: registered to another user (expected: an address without an account)");
  static final Problem NO_SUCH_USER =
      ErrorCode.NO_SUCH_USER.because("to: nobody has this name (expected: that of an account)");
  static final Problem OWN_SESSION =
      ErrorCode.BAD_FIELD.because("session: that of this socket (expected: another; see `logout`)");
  static final Problem NAME_IN_PROGRESS =
      ErrorCode.BUSY.because("username: somebody else is registering it at this moment");
  static final Problem BUSY =
      ErrorCode.BUSY.because("the relay has more logins to check than it can take");
  static final Problem UNAVAILABLE =
      ErrorCode.UNAVAILABLE.because("the relay can't reach its accounts at this moment");

  private Refusals() {}
}

package io.peerrelay.protocol.dialect.method;

import io.peerrelay.protocol.ErrorCode;

/** What the relay's codes are as numbers, which mean what they mean in HTTP. */
final class NumericCode {
  static final int BAD_REQUEST = 400;
  static final int NO_SUCH_METHOD = 404;

  private NumericCode() {}

  static int of(ErrorCode code) {
    return switch (code) {
      case BAD_JSON, BAD_FIELD, UNKNOWN_TYPE -> BAD_REQUEST;
      case NOT_LOGGED_IN, BAD_CREDENTIALS -> 401;
      case NOT_CONFIRMED, NOT_YOURS, NOT_A_MEMBER, NOT_ALLOWED -> 403;
      case NO_SUCH_TRANSFER, NO_SUCH_USER, NO_SUCH_CHANNEL, NO_SUCH_MESSAGE, USER_OFFLINE -> 404;
      case IDLE -> 408;
      case ALREADY_LOGGED_IN,
          ALREADY_REGISTERED,
          ALREADY_ANSWERED,
          CHANNEL_EXISTS,
          INCOMPLETE,
          WRONG_OFFSET,
          NOT_READY,
          NOT_ONE_FILE,
          DIGEST_MISMATCH ->
          409;
      case CODE_EXPIRED -> 410;
      case TOO_LARGE, CREDIT_EXCEEDED -> 413;
      case WEAK_PASSWORD, BAD_CODE -> 422;
      case LOCKED_OUT -> 423;
      case RATE_LIMITED, LIMIT_REACHED -> 429;
      case PROCEDURE_FAILED -> 500;
      case BUSY, UNAVAILABLE -> 503;
    };
  }
}

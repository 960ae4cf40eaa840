package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.peerrelay.journal.CborSerializable;
import java.time.Duration;

/**
 * An error as a value: its code, and what was wrong with the value and what was expected.
 *
 * @param retryAfter in how many milliseconds it may be right; null where that is not known
 */
public record Problem(
    ErrorCode code, String message, @JsonInclude(JsonInclude.Include.NON_NULL) Long retryAfter)
    implements CborSerializable {
  public Problem {
    Field.required("code", code);
    Field.required("message", message);
  }

  Problem(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** It may be right after this time; whole milliseconds are told, and never too few. */
  public Problem after(Duration wait) {
    return new Problem(code, message, Math.max(1, wait.plusNanos(999_999).toMillis()));
  }

  public ServerMessage.Error toError() {
    return new ServerMessage.Error(code, message, code.hint(), code.retryable(), retryAfter);
  }
}

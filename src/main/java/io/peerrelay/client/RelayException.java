package io.peerrelay.client;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.Optional;

/** What went wrong, in one sentence, and what to do about it. */
public class RelayException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;
  private final String hint;
  private final boolean retryable;
  private final Duration retryAfter;

  RelayException(String message, String hint, boolean retryable, Throwable cause) {
    this(null, message, hint, retryable, cause);
  }

  RelayException(ErrorCode code, String message, String hint, boolean retryable, Throwable cause) {
    this(code, message, hint, retryable, null, cause);
  }

  private RelayException(
      ErrorCode code,
      String message,
      String hint,
      boolean retryable,
      Duration retryAfter,
      Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  static RelayException of(ServerMessage.Error error) {
    return new RelayException(
        error.code(),
        error.message(),
        error.hint(),
        error.retryable(),
        error.retryAfter() == null ? null : Duration.ofMillis(error.retryAfter()),
        null);
  }

  /** The relay's code, where it was the relay that refused. */
  public Optional<ErrorCode> code() {
    return Optional.ofNullable(code);
  }

  /** What to do next, for a person, where there is something to do. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** Whether the same may succeed later without being changed. */
  public boolean retryable() {
    return retryable;
  }

  /** In how long the same may succeed, where the relay knows. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

package io.peerrelay.client;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import java.util.Optional;

/** What went wrong, in one sentence, and what to do about it. */
public class RelayException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;
  private final String hint;
  private final boolean retryable;

  RelayException(String message, String hint, boolean retryable, Throwable cause) {
    this(null, message, hint, retryable, cause);
  }

  RelayException(ErrorCode code, String message, String hint, boolean retryable, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
  }

  static RelayException of(ServerMessage.Error error) {
    return new RelayException(error.code(), error.message(), error.hint(), error.retryable(), null);
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
}

package io.peerrelay.protocol;

/**
 * A field of a message that holds what it may not; the message says what, and what was expected.
 */
public final class InvalidField extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;

  InvalidField(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public Problem problem() {
    return code.because(getMessage());
  }
}

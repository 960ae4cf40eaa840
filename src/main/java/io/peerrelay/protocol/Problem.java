package io.peerrelay.protocol;

import io.peerrelay.journal.CborSerializable;

/** An error as a value: its code, and what was wrong with the value and what was expected. */
public record Problem(ErrorCode code, String message) implements CborSerializable {
  public Problem {
    Field.required("code", code);
    Field.required("message", message);
  }

  public ServerMessage.Error toError() {
    return new ServerMessage.Error(code, message, code.hint(), code.retryable());
  }
}

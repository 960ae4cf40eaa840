package io.peerrelay.client;

import io.peerrelay.websocket.Message;
import java.util.Optional;

/** The connection ended, by either side's will or by accident; whatever was open on it failed. */
public final class ConnectionLostException extends RelayException {
  private static final long serialVersionUID = 1L;

  /** Stands for an end without a close frame. */
  public static final int NO_CODE = 1006;

  private static final String AGAIN = "Connect again.";
  private final int closeCode;

  private ConnectionLostException(
      int closeCode, String message, String hint, boolean retryable, Throwable cause) {
    super(message, hint, retryable, cause);
    this.closeCode = closeCode;
  }

  static ConnectionLostException broken(String what, Throwable cause) {
    return new ConnectionLostException(NO_CODE, what, AGAIN, true, cause);
  }

  static ConnectionLostException closedHere() {
    return new ConnectionLostException(
        1000, "The connection was closed by this side.", null, false, null);
  }

  static ConnectionLostException closedByRelay(Optional<Message.Close> close) {
    int code = close.map(Message.Close::code).orElse(NO_CODE);
    String said =
        close.map(Message.Close::reason).filter(r -> !r.isEmpty()).map(r -> ": " + r).orElse(".");
    return new ConnectionLostException(
        code,
        "The relay closed the connection (" + meaning(code) + ")" + said,
        mayReconnect(code) ? AGAIN : null,
        mayReconnect(code),
        null);
  }

  /** The code of the close frame, or {@link #NO_CODE}. */
  public int closeCode() {
    return closeCode;
  }

  private static String meaning(int code) {
    return switch (code) {
      case 1000 -> "1000, logged out";
      case 1001 -> "1001, it is going away";
      case 1002, 1003, 1007 -> code + ", it did not understand this client";
      case 1008 -> "1008, against its policy";
      case 1009 -> "1009, a frame was too big";
      case 4401 -> "4401, the session was ended elsewhere";
      case 4503 -> "4503, this client read too slowly";
      default -> code == NO_CODE ? "without a reason" : String.valueOf(code);
    };
  }

  // 4400 to 4499 say: do not reconnect; 4500 to 4599: do, with backoff.
  private static boolean mayReconnect(int code) {
    return code == NO_CODE || code == 1001 || code == 1011 || (code >= 4500 && code <= 4599);
  }
}

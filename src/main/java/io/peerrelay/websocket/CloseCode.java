package io.peerrelay.websocket;

/** The standard's close codes that this layer itself sends, and which codes may be sent at all. */
public final class CloseCode {
  public static final int NORMAL = 1000;
  public static final int GOING_AWAY = 1001;
  public static final int PROTOCOL_ERROR = 1002;
  public static final int INVALID_TEXT = 1007;
  public static final int POLICY = 1008;
  public static final int TOO_BIG = 1009;
  public static final int INTERNAL_ERROR = 1011;

  private CloseCode() {}

  /**
   * Whether a close frame may carry this code: those registered for the protocol, for libraries
   * (3000 to 3999) or private use (4000 to 4999), but none that only report (1005, 1006, 1015).
   */
  public static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}

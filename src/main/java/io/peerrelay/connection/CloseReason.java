package io.peerrelay.connection;

import io.peerrelay.websocket.Message;

/**
 * Why the relay closes a socket. The code tells a client what to do: 4400 to 4499 don't reconnect,
 * 4500 to 4599 reconnect with backoff.
 */
public enum CloseReason {
  LOGGED_OUT(1000, "logged out"),
  GOING_AWAY(1001, "relay going away, reconnect at once"),
  NEVER_OPENED(1008, "binary frame for a stream that was never opened"),
  TOO_MANY_ERRORS(1008, "too many errors"),
  NO_LOGIN(1008, "no login within the time allowed"),
  BROKEN(1011, "internal error, reconnect"),
  SESSION_ENDED(4401, "session ended elsewhere"),
  SESSION_UNAVAILABLE(4500, "session unavailable, reconnect later"),
  TOO_SLOW(4503, "too slow to read what it was sent");

  private final int code;
  private final String text;

  CloseReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  Message.Close frame() {
    return new Message.Close(code, text);
  }
}

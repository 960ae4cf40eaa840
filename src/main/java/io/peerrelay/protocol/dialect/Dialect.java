package io.peerrelay.protocol.dialect;

import io.peerrelay.protocol.ServerMessage;

/**
 * How the clients of one kind speak. There is one object a socket, used by that socket's stream
 * alone, so it may remember what its client has asked. Nothing that it is given makes it throw: bad
 * input is answered in the client's own form.
 */
public interface Dialect {
  /** What a new socket begins with, before its client has said anything. */
  default Turn open() {
    return Turn.NOTHING;
  }

  /**
   * What a text of the client comes to.
   *
   * @param text one frame, or what came of its parts
   */
  Turn read(String text);

  /**
   * What a message of the relay comes to; {@link Turn#NOTHING} where these clients have no word for
   * it. A client that sends bytes gets the relay's error, too.
   *
   * @param re the id of the request that it answers, as given by this object; null for a push
   */
  Turn write(String re, ServerMessage message);

  /** What a client that is there for a while is sent from time to time. */
  default Turn ping() {
    return Turn.NOTHING;
  }

  /**
   * Whether the client's next text has to wait: for clients whose answers name no request, and so
   * must come in the order of the requests.
   */
  default boolean waits() {
    return false;
  }

  /**
   * By which code a socket is closed, so that the client does next what the relay means by its own
   * (docs/protocol.md): come again, or not.
   */
  default int closeCode(int code) {
    return code;
  }
}

package io.peerrelay.protocol.dialect.socketcluster;

import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Turn;

/**
 * What a client waits for the answer to.
 *
 * @param cid null where it waits for none
 */
record Call(Long cid) {
  /**
   * @param json the answer's data
   */
  Turn answer(String json) {
    return cid == null ? Turn.NOTHING : Turn.say(Frames.answer(cid, json));
  }

  Turn acknowledge() {
    return cid == null ? Turn.NOTHING : Turn.say(Frames.ack(cid));
  }

  /** {@code noSuchChannel} is called {@code NoSuchChannelError}. */
  Turn fail(ServerMessage.Error error) {
    String code = error.code().code();
    return fail(
        Character.toUpperCase(code.charAt(0)) + code.substring(1) + "Error", error.message());
  }

  Turn fail(String name, String message) {
    return cid == null ? Turn.NOTHING : Turn.say(Frames.error(cid, name, message));
  }
}

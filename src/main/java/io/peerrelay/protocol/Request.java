package io.peerrelay.protocol;

/**
 * What came of one text frame.
 *
 * @param id what the answer repeats as {@code re}; null if the client gave none
 */
public sealed interface Request {
  String id();

  record Asked(String id, ClientMessage message) implements Request {}

  /** The frame was no message; the problem is the answer. */
  record Refused(String id, Problem problem) implements Request {}
}

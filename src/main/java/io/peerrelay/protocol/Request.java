package io.peerrelay.protocol;

/** What came of one text frame. */
public sealed interface Request {
  /** What the answer repeats as {@code re}; null if the client gave none. */
  String id();

  record Asked(String id, ClientMessage message) implements Request {}

  /** The frame was no message; the problem is the answer. */
  record Refused(String id, Problem problem) implements Request {}
}

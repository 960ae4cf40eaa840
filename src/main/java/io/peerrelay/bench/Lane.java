package io.peerrelay.bench;

import java.io.Closeable;
import java.io.IOException;

/**
 * One way through a relay, open at both ends and ready for bytes. {@link #send} and {@link
 * #receive} are called once each, on threads of their own; an interrupt ends them.
 */
interface Lane extends Closeable {
  /** Returns when all bytes are handed to the network. */
  void send() throws IOException;

  /** Returns when all bytes have come. */
  void receive() throws IOException;

  /** What both ends have to say to each other afterwards; not timed. */
  default void settle() throws IOException {}
}

package io.peerrelay.bench.messages;

/** Is told what comes on a socket. */
interface Hearer {
  /**
   * A text has come, as a whole.
   *
   * @param bytes good until this returns
   */
  void hear(byte[] bytes, int from, int to);
}

package io.peerrelay.client;

import java.io.IOException;
import java.io.InputStream;

/** This side's end of a stream; called by the thread that reads its connection. */
interface StreamEnd {
  /**
   * @return how many bytes of {@code length} were taken; the rest is not wanted
   */
  default long onBytes(InputStream input, long length) throws IOException, InterruptedException {
    return 0;
  }

  default void onCredit(long bytes) {}
}

package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;

/**
 * Takes the files of one transfer. Called by one thread: {@code begin} and its {@code write}s for
 * each file in order, {@code end}, and then either {@code commit} or {@code discard}, which may
 * come at any time. It may be slow: then the sender is held back. An exception ends the transfer.
 */
public interface Sink {
  void begin(FileInfo file) throws IOException;

  /** Takes the next bytes of the file begun last; they must not be changed, nor kept. */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** All bytes of all files are there: store them so that a crash does not lose them. */
  void end() throws IOException;

  /** The digests agreed: the files are good. */
  void commit() throws IOException;

  /** The transfer has failed; nothing of it is wanted. */
  void discard();
}

package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes the files of one transfer. Called by one thread: {@code begin} and its {@code write}s for
 * each file in order, {@code end}, and then {@code commit}; or else {@code discard} or {@code
 * suspend}, which may come at any time. It may be slow: then the sender is held back. An exception
 * ends the transfer.
 */
public interface Sink {
  /**
   * What an earlier process has stored of the transfer, from its first byte on; it is read to its
   * end before anything else, and only what is behind it is written then.
   */
  default InputStream stored() throws IOException {
    return InputStream.nullInputStream();
  }

  void begin(FileInfo file) throws IOException;

  /** Takes the next bytes of the file begun last; they must not be changed, nor kept. */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** All bytes of all files are there: store them so that a crash does not lose them. */
  void end() throws IOException;

  /** The digests agreed: the files are good. */
  void commit() throws IOException;

  /** The transfer has failed; nothing of it is wanted. */
  void discard();

  /** The way to the relay is lost, but the transfer is not: another process may go on with it. */
  default void suspend() {
    discard();
  }
}

package io.peerrelay.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The bytes of several files as one sequence, of each file exactly as many as were offered. */
final class FileSequence implements AutoCloseable {
  /** A file could not be read, or had become shorter than it was when it was offered. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private Unreadable(OfferedFile file, String why, IOException cause) {
      super(file.info().name() + " could not be read: " + why, cause);
    }
  }

  private final Iterator<OfferedFile> files;
  private OfferedFile file;
  private InputStream input = InputStream.nullInputStream();
  private long left;

  FileSequence(List<OfferedFile> files) {
    this.files = files.iterator();
  }

  /** Reads {@code length} bytes, which must not be more than there are left in all. */
  void readFully(byte[] buffer, int from, int length) throws Unreadable {
    for (int read = 0; read < length; ) {
      while (left == 0) openNext();
      int count = read(buffer, from + read, (int) Math.min(left, length - read));
      read += count;
      left -= count;
    }
  }

  /** Leaves out that many bytes, without reading them where the files allow that. */
  void skip(long bytes) throws Unreadable {
    for (long skipped = 0; skipped < bytes; ) {
      while (left == 0) openNext();
      long count = Math.min(left, bytes - skipped);
      try {
        input.skipNBytes(count);
      } catch (IOException e) {
        throw new Unreadable(file, e.toString(), e);
      }
      skipped += count;
      left -= count;
    }
  }

  private int read(byte[] buffer, int from, int length) throws Unreadable {
    int count;
    try {
      count = input.read(buffer, from, length);
    } catch (IOException e) {
      throw new Unreadable(file, e.toString(), e);
    }
    if (count < 0)
      throw new Unreadable(file, left + " bytes less than it had when it was offered", null);
    return count;
  }

  private void openNext() throws Unreadable {
    close();
    file = files.next();
    left = file.info().size();
    try {
      input = file.content().open();
    } catch (IOException e) {
      throw new Unreadable(file, e.toString(), e);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // Everything that was wanted of it has been read.
    }
  }
}

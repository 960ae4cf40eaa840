package io.peerrelay.endtoend;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.protocol.FileInfo;
import java.io.InputStream;
import java.util.Random;

/** As many bytes as wanted, hard to guess and cheap to make. */
final class CheapBytes extends InputStream {
  private static final byte[] BLOCK = new byte[(1 << 20) - 1];

  static {
    new Random(BLOCK.length).nextBytes(BLOCK);
  }

  private final long size;
  private long given;

  private CheapBytes(long size) {
    this.size = size;
  }

  static OfferedFile file(long size) {
    return new OfferedFile(FileInfo.of("large", size), () -> new CheapBytes(size));
  }

  @Override
  public int read() {
    return given == size ? -1 : BLOCK[(int) (given++ % BLOCK.length)] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) {
    if (given == size) return -1;
    int at = (int) (given % BLOCK.length);
    int count = (int) Math.min(Math.min(length, BLOCK.length - at), size - given);
    System.arraycopy(BLOCK, at, bytes, from, count);
    given += count;
    return count;
  }
}

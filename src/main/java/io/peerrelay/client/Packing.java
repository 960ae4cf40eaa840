package io.peerrelay.client;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files packed by Zstandard, where that makes them notably smaller. */
public final class Packing {
  /** What packed files are called in an offer. */
  public static final String ENCODING = "zstd";

  private static final int LEVEL = 3;
  private static final int BLOCK = 128 * 1024;
  private static final int SAMPLES = 8;
  private static final double WORTHWHILE = 0.9;

  private Packing() {}

  /** Whether a few blocks from all over the file shrink enough. */
  public static boolean isWorthwhile(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      long read = 0;
      long packed = 0;
      for (int i = 0; i < SAMPLES && read < size; i++) {
        long last = Math.max(0, size - BLOCK);
        channel.position(Math.max(read, last / (SAMPLES - 1) * i));
        byte[] block = Channels.newInputStream(channel).readNBytes(BLOCK);
        read += block.length;
        packed += Zstd.compress(block, LEVEL).length;
      }
      return read > 0 && packed < read * WORTHWHILE;
    }
  }

  /** Writes the packed form of one file into another, which must not be there. */
  public static void pack(Path file, Path packed) throws IOException {
    try (OutputStream output = new ZstdOutputStream(Files.newOutputStream(packed), LEVEL)) {
      Files.copy(file, output);
    }
  }

  /**
   * Writes what was packed into another file.
   *
   * @param size of it; more than that is never written
   * @throws IOException where it is not of that size, or nothing that was packed so
   */
  static void unpack(Path packed, Path file, long size) throws IOException {
    try (InputStream input =
            new ZstdInputStream(new BufferedInputStream(Files.newInputStream(packed)));
        OutputStream output = Files.newOutputStream(file)) {
      byte[] block = new byte[BLOCK];
      long written = 0;
      for (int count = input.read(block); count >= 0; count = input.read(block)) {
        written += count;
        if (written > size)
          throw new IOException("it unpacks to more than the " + size + " bytes that were named");
        output.write(block, 0, count);
      }
      if (written < size)
        throw new IOException("it unpacks to " + written + " bytes (expected: " + size + ")");
    }
  }
}

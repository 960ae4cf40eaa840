package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;

/**
 * A file to be offered: what the other side is told of it, and where its bytes come from.
 *
 * @param content may be opened more than once; more bytes than offered are left out, fewer fail the
 *     transfer
 */
public record OfferedFile(FileInfo info, Content content) {
  /** Opens the bytes from the first one on. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /**
   * A file of this machine, under its own name.
   *
   * @throws IOException if it can't be looked at
   */
  public static OfferedFile of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    FileInfo info =
        new FileInfo(
            name(file),
            attributes.size(),
            null,
            attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS),
            null);
    return new OfferedFile(info, () -> Files.newInputStream(file));
  }

  public static OfferedFile of(String name, byte[] bytes) {
    return new OfferedFile(FileInfo.of(name, bytes.length), () -> new ByteArrayInputStream(bytes));
  }

  // The protocol wants plain text; a file system allows nearly everything.
  private static String name(Path file) {
    StringBuilder name = new StringBuilder();
    file.toAbsolutePath()
        .normalize()
        .getFileName()
        .toString()
        .codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '_' : c)
        .forEach(name::appendCodePoint);
    return name.toString();
  }
}

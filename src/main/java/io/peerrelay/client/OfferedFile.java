package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to be offered: what the other side is told of it, and where its bytes come from.
 *
 * @param content may be opened more than once; more bytes than offered are left out, fewer fail the
 *     transfer
 */
public record OfferedFile(FileInfo info, Content content) {
  /** The bytes. */
  @FunctionalInterface
  public interface Content {
    /** Opens them from the first one on. */
    InputStream open() throws IOException;

    /** Whether they are still what was offered, as far as can be seen without reading them. */
    default boolean isUnchanged() {
      return true;
    }
  }

  /**
   * A file of this machine, under its own name.
   *
   * @throws IOException if it can't be looked at
   */
  public static OfferedFile of(Path file) throws IOException {
    return of(file, file.toAbsolutePath().normalize().getFileName().toString());
  }

  /**
   * A file of this machine.
   *
   * @param name to offer it under, steps parted by {@code /}
   * @throws IOException if it can't be looked at
   */
  public static OfferedFile of(Path file, String name) throws IOException {
    StoredContent content = StoredContent.of(file);
    return new OfferedFile(
        new FileInfo(plain(name), content.size(), null, content.modified(), null), content);
  }

  public static OfferedFile of(String name, byte[] bytes) {
    return new OfferedFile(FileInfo.of(name, bytes.length), () -> new ByteArrayInputStream(bytes));
  }

  /** An empty folder; all others come about by the files in them. */
  public static OfferedFile folder(String name) {
    return new OfferedFile(FileInfo.of(plain(name) + "/", 0), InputStream::nullInputStream);
  }

  /** The same with its digest, for which all of it is read. */
  public OfferedFile digested() throws IOException {
    if (info.isFolder()) return this;
    Sha256 sha256;
    try (InputStream bytes = content.open()) {
      sha256 = Digests.of(bytes, info.size());
    }
    return new OfferedFile(
        new FileInfo(
            info.name(),
            info.size(),
            info.type(),
            info.modified(),
            sha256,
            info.encoding(),
            info.originalSize()),
        content);
  }

  /**
   * @param indexes places in the list; null for all
   */
  static <T> List<T> chosen(List<T> all, List<Integer> indexes) {
    return indexes == null ? all : indexes.stream().map(all::get).toList();
  }

  // The protocol wants plain text; a file system allows nearly everything.
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '_' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}

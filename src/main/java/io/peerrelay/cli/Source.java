package io.peerrelay.cli;

import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.Packing;
import io.peerrelay.client.StoredContent;
import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * One thing to send, as it was when it was looked at.
 *
 * @param path absolute; null for an empty folder
 * @param size of the file, in bytes
 * @param modified when the file was last changed, in whole milliseconds; null for an empty folder
 * @param info what is offered of it
 * @param packed where its packed form is; null where it travels as it is
 */
record Source(String path, long size, Instant modified, FileInfo info, String packed) {
  /**
   * @param name to offer it under
   */
  static Source of(Path file, String name) throws IOException {
    Path absolute = file.toAbsolutePath();
    StoredContent content = StoredContent.of(absolute);
    FileInfo info = OfferedFile.of(absolute, name).info();
    return new Source(absolute.toString(), content.size(), content.modified(), info, null);
  }

  static Source emptyFolder(String name) {
    return new Source(null, 0, null, OfferedFile.folder(name).info(), null);
  }

  /** The same file as it is now. */
  Source again() throws IOException {
    return path == null ? this : of(Path.of(path), info.name());
  }

  /** Whether both are the same file under the same name, be it in the same state or not. */
  boolean isOf(Source other) {
    return info.name().equals(other.info.name()) && Objects.equals(path, other.path);
  }

  OfferedFile offered() {
    if (path == null) return new OfferedFile(info, InputStream::nullInputStream);
    StoredContent content = new StoredContent(Path.of(path), size, modified);
    return new OfferedFile(
        info, packed == null ? content : new PackedContent(content, Path.of(packed), info.size()));
  }

  /** The same with its digest in the offer, so that the other side sees what it has already. */
  Source digested() throws IOException {
    return with(offered().digested().info(), packed);
  }

  boolean isWorthPacking() throws IOException {
    return path != null && Packing.isWorthwhile(Path.of(path));
  }

  /** The same packed into a new file. */
  Source packedInto(Path file) throws IOException {
    Packing.pack(Path.of(path), file);
    FileInfo plain = info;
    return with(
        new FileInfo(
            plain.name(),
            Files.size(file),
            plain.type(),
            plain.modified(),
            null,
            Packing.ENCODING,
            size),
        file.toString());
  }

  private Source with(FileInfo otherInfo, String otherPacked) {
    return new Source(path, size, modified, otherInfo, otherPacked);
  }

  /** The packed form, which is only as good as the file is unchanged. */
  private record PackedContent(StoredContent original, Path packed, long size)
      implements OfferedFile.Content {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(packed);
    }

    @Override
    public boolean isUnchanged() {
      try {
        return original.isUnchanged() && Files.size(packed) == size;
      } catch (IOException e) {
        return false;
      }
    }
  }
}

package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** The files of one transfer under the temporary names that they have until they are good. */
final class PartFiles {
  private final Path folder;
  private final String key;

  /** What is to come, in order. */
  private final List<FileInfo> expected;

  private final List<Part> begun = new ArrayList<>();

  /**
   * @param path where its bytes are; nothing is there for a folder
   */
  record Part(FileInfo file, Path path) {
    boolean isThere() {
      return file.isFolder() || Files.exists(path);
    }

    private boolean isPacked() {
      return Packing.ENCODING.equals(file.encoding()) && file.originalSize() != null;
    }

    /** What to call it: packed in a way that is not known here, it stays packed and says so. */
    String name() {
      return file.encoding() == null || isPacked()
          ? file.name()
          : file.name() + "." + file.encoding();
    }

    /** The file as its sender has it. */
    Path unpacked() throws IOException {
      if (!isPacked()) return path;
      Path unpacked = path.resolveSibling(path.getFileName() + ".unpacked");
      try {
        Packing.unpack(path, unpacked, file.originalSize());
      } catch (IOException e) {
        Files.deleteIfExists(unpacked);
        throw new IOException(file.name() + " can't be unpacked: " + e.getMessage(), e);
      }
      Files.delete(path);
      return unpacked;
    }
  }

  PartFiles(Path folder, String key) {
    this(folder, key, List.of());
  }

  PartFiles(Path folder, String key, List<FileInfo> expected) {
    this.folder = folder;
    this.key = key;
    this.expected = List.copyOf(expected);
  }

  Path add(int index, FileInfo file) {
    Part part = new Part(file, path(index));
    begun.add(part);
    return part.path();
  }

  List<Part> all() {
    return begun.isEmpty() ? earlier() : List.copyOf(begun);
  }

  private List<Part> earlier() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) parts.add(new Part(expected.get(i), path(i)));
    return parts;
  }

  /** What an earlier process stored, up to the first byte that is missing. */
  InputStream stored() throws IOException {
    List<Path> stored = new ArrayList<>();
    boolean whole = true;
    for (Part part : earlier()) {
      if (!whole) Files.deleteIfExists(part.path());
      if (!whole || !Files.exists(part.path())) {
        whole = whole && part.file().size() == 0;
        continue;
      }
      whole = cut(part.path(), part.file().size()) == part.file().size();
      stored.add(part.path());
    }
    return new SequenceInputStream(opened(stored.iterator()));
  }

  private static long cut(Path path, long most) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      return channel.truncate(most).size();
    }
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream asks for it.
  private static Enumeration<InputStream> opened(Iterator<Path> files) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return files.hasNext();
      }

      @Override
      public InputStream nextElement() {
        try {
          return Files.newInputStream(files.next());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** From here on only their places are missing, and a crash does not undo that. */
  void markGood() throws IOException {
    if (!expected.isEmpty()) Files.writeString(mark(), "");
  }

  boolean areGood() {
    return Files.exists(mark());
  }

  /** Deletes whatever is still under a temporary name. */
  void delete() throws IOException {
    for (Part part : all()) if (!part.file().isFolder()) Files.deleteIfExists(part.path());
    Files.deleteIfExists(mark());
  }

  private Path mark() {
    return folder.resolve(".peer-relay-%s.good".formatted(key));
  }

  private Path path(int index) {
    return folder.resolve(".peer-relay-%s-%d.part".formatted(key, index));
  }
}

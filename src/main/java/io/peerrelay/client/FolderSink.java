package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Puts the files of one transfer into a folder. Until the digests agree they have hidden temporary
 * names there; then each gets its own name, made safe, and a number if that name is taken. No file
 * is ever written over.
 */
public final class FolderSink implements Sink {
  private static final String TEMPORARY = ".peer-relay-%s.part";

  private final Path folder;
  private final List<Part> parts = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private FileChannel channel;

  private record Part(FileInfo file, Path path) {}

  /**
   * @param folder is made if it is not there
   */
  public FolderSink(Path folder) {
    this.folder = folder;
  }

  /** Where the files are, in the order of the offer, once the transfer is completed. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public void begin(FileInfo file) throws IOException {
    store();
    Files.createDirectories(folder);
    byte[] random = new byte[8];
    ThreadLocalRandom.current().nextBytes(random);
    Path path = folder.resolve(TEMPORARY.formatted(HexFormat.of().formatHex(random)));
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    parts.add(new Part(file, path));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length); buffer.hasRemaining(); )
      channel.write(buffer);
  }

  @Override
  public void end() throws IOException {
    store();
  }

  @Override
  public void commit() throws IOException {
    for (Part part : parts) {
      if (part.file().modified() != null)
        Files.setLastModifiedTime(part.path(), FileTime.from(part.file().modified()));
      files.add(place(part));
    }
    parts.clear();
  }

  @Override
  public void discard() {
    try {
      if (channel != null) channel.close();
      for (Part part : parts) Files.deleteIfExists(part.path());
    } catch (IOException e) {
      // What can't be deleted stays under its temporary name.
    }
  }

  private void store() throws IOException {
    if (channel == null) return;
    channel.force(true);
    channel.close();
    channel = null;
  }

  // The name is taken by making an empty file, which fails if there is one, however many receivers
  // are at it at once; only this own empty file is then replaced.
  private Path place(Part part) throws IOException {
    SafeName name = SafeName.of(part.file().name());
    for (int number = 1; ; number++) {
      Path place = folder.resolve(name.numbered(number).value());
      try {
        Files.createFile(place);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      return Files.move(
          part.path(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

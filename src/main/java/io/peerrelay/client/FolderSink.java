package io.peerrelay.client;

import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the files of one transfer into a folder. Until the digests agree they have hidden temporary
 * names there; then each gets its own path, every step made safe, and a number if its name is
 * taken. Folders that are there are used; no file is ever written over, and no link followed.
 */
public final class FolderSink implements Sink {
  private final Path folder;
  private final PartFiles parts;
  private final boolean lasting;
  private final List<Path> files = new ArrayList<>();
  private FileChannel channel;
  private int begun;
  private boolean restored;

  private FolderSink(Path folder, PartFiles parts, boolean lasting) {
    this.folder = folder;
    this.parts = parts;
    this.lasting = lasting;
  }

  /**
   * @param folder is made if it is not there
   */
  public FolderSink(Path folder) {
    this(folder, new PartFiles(folder, TransferId.random().value()), false);
  }

  /** One that another process can go on with: the temporary names come from the transfer. */
  public static FolderSink lasting(Path folder, TransferId transfer, List<FileInfo> files) {
    return new FolderSink(folder, new PartFiles(folder, transfer.value(), files), true);
  }

  /** Whether the folder has that file already, at its place and with its digest. */
  public static boolean has(Path folder, FileInfo file) {
    Optional<Path> place = SafePath.of(file.name()).existing(folder);
    if (place.isEmpty()) return false;
    if (file.isFolder()) return Files.isDirectory(place.get(), LinkOption.NOFOLLOW_LINKS);
    if (file.sha256() == null || file.encoding() != null) return false;
    try {
      return Files.isRegularFile(place.get(), LinkOption.NOFOLLOW_LINKS)
          && Files.size(place.get()) == file.size()
          && digest(place.get()).equals(file.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  private static Sha256 digest(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Digests.of(bytes, Long.MAX_VALUE);
    }
  }

  /** Where the files are, in the order of the offer, once the transfer is completed. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  /** Whether all was received, and at least one file is still to be put in its place. */
  public boolean isReceived() {
    return parts.areGood();
  }

  @Override
  public InputStream stored() throws IOException {
    restored = true;
    return parts.stored();
  }

  @Override
  public void begin(FileInfo file) throws IOException {
    store();
    if (begun == 0) Files.createDirectories(folder);
    Path part = parts.add(begun++, file);
    if (file.isFolder()) return;
    if (!restored) Files.deleteIfExists(part);
    channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    channel.position(channel.size());
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
    parts.markGood();
    for (PartFiles.Part part : parts.all()) files.add(place(part));
    parts.delete();
  }

  /**
   * Puts in place what an earlier process received in full and did not come to put in place.
   *
   * @return whether there was such a thing: then nothing is to be received any more
   */
  public boolean commitEarlier() throws IOException {
    if (!parts.areGood()) return false;
    for (PartFiles.Part part : parts.all()) if (part.isThere()) files.add(place(part));
    parts.delete();
    return true;
  }

  @Override
  public void discard() {
    try {
      if (channel != null) channel.close();
      parts.delete();
    } catch (IOException e) {
      // What can't be deleted stays under its temporary name.
    }
  }

  @Override
  public void suspend() {
    if (!lasting) {
      discard();
      return;
    }
    try {
      store();
    } catch (IOException e) {
      // Another process will see how much there is.
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
  private Path place(PartFiles.Part part) throws IOException {
    FileInfo file = part.file();
    if (file.isFolder()) return SafePath.of(file.name()).folder(folder);
    Path good = part.unpacked();
    if (file.modified() != null) Files.setLastModifiedTime(good, FileTime.from(file.modified()));
    return Files.move(
        good,
        SafePath.of(part.name()).newFile(folder),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}

package io.peerrelay.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Numbered records, one behind the other in a file.
 *
 * <pre>
 *   | length: 4 | CRC-32 of what follows: 4 | number: 8 | content: length bytes |
 * </pre>
 *
 * A record that was cut short is no record: nobody was told that it was taken.
 *
 * <p>A file that was cleared keeps its length, and its old records until new ones are written over
 * them: to force what does not make a file longer costs the disk half. Those that follow the newest
 * record are known by their numbers, which do not.
 */
final class LogFile implements Closeable {
  private static final int CHECKSUM_AT = 4;
  private static final int NUMBER_AT = 8;
  private static final int HEADER = 16;

  record Entry(long number, ByteBuf content) {}

  private final Path path;
  private final FileChannel channel;

  /** Where the next record goes: behind the last whole one, whatever a failed append left there. */
  private volatile long end;

  private LogFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * To be read once before anything is appended.
   *
   * @param path made if missing
   */
  static LogFile open(Path path) throws IOException {
    return new LogFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** All whole records; what is behind them is dropped. */
  List<Entry> read() throws IOException {
    ByteBuf found = Unpooled.wrappedBuffer(Files.readAllBytes(path));
    List<Entry> entries = new ArrayList<>();
    while (isRecord(found)) {
      int length = found.getInt(found.readerIndex());
      long number = found.getLong(found.readerIndex() + NUMBER_AT);
      if (!entries.isEmpty() && number != entries.get(entries.size() - 1).number() + 1) break;
      entries.add(new Entry(number, found.readSlice(HEADER + length).slice(HEADER, length)));
    }
    end = found.readerIndex();
    channel.truncate(end);
    return entries;
  }

  /** Calls are one after the other. */
  void append(long number, ByteBuf content) throws IOException {
    int length = content.readableBytes();
    ByteBuf record = Unpooled.buffer(HEADER + length);
    record.writeInt(length).writeInt(0).writeLong(number).writeBytes(content);
    record.setInt(CHECKSUM_AT, checksum(record));
    long position = end;
    while (record.isReadable())
      position += record.readBytes(channel, position, record.readableBytes());
    end = position;
  }

  /** Waits until the disk has all that was appended before. */
  void force() throws IOException {
    channel.force(false);
  }

  /** What was appended may still be read if the process ends before anything else is. */
  void clear() {
    end = 0;
  }

  /** Of all records. Bytes. */
  long size() {
    return end;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(end);
    }
  }

  private static boolean isRecord(ByteBuf file) {
    if (file.readableBytes() < HEADER) return false;
    int length = file.getInt(file.readerIndex());
    if (length < 0 || length > file.readableBytes() - HEADER) return false;
    ByteBuf record = file.slice(file.readerIndex(), HEADER + length);
    return record.getInt(CHECKSUM_AT) == checksum(record);
  }

  private static int checksum(ByteBuf record) {
    CRC32 checksum = new CRC32();
    checksum.update(record.nioBuffer(NUMBER_AT, record.writerIndex() - NUMBER_AT));
    return (int) checksum.getValue();
  }
}

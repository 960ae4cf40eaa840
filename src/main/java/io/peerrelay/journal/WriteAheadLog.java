package io.peerrelay.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Numbered records, one behind the other in a file. What {@link #append} has returned from survives
 * the end of the process, and after {@link #force} a loss of power.
 *
 * <pre>
 *   | length: 4 | CRC-32 of what follows: 4 | number: 8 | content: length bytes |
 * </pre>
 *
 * A record that was cut short is no record: nobody was told that it was taken.
 */
final class WriteAheadLog implements Closeable {
  private static final int CHECKSUM_AT = 4;
  private static final int NUMBER_AT = 8;
  private static final int HEADER = 16;

  private final FileChannel channel;
  private final Object forcing = new Object();

  /** Where the next record goes: behind the last whole one, whatever a failed append left there. */
  private long end;

  private volatile long last;
  private long forced;

  private WriteAheadLog(FileChannel channel, long done) {
    this.channel = channel;
    this.last = done;
  }

  /**
   * Opens the log and replays the records numbered above {@code done}; further ones are numbered
   * behind them.
   *
   * @param file made if missing
   * @param replay is given the content of each, in order
   */
  static WriteAheadLog open(Path file, long done, Consumer<ByteBuf> replay) throws IOException {
    ByteBuf found =
        Unpooled.wrappedBuffer(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    WriteAheadLog log = new WriteAheadLog(channel, done);
    while (isRecord(found)) {
      int length = found.getInt(found.readerIndex());
      long number = found.getLong(found.readerIndex() + NUMBER_AT);
      ByteBuf content = found.readSlice(HEADER + length).slice(HEADER, length);
      if (number > done) {
        if (number != log.last + 1) throw foreign(file, number, log.last);
        replay.accept(content);
        log.last = number;
      }
    }
    log.end = found.readerIndex();
    channel.truncate(log.end);
    return log;
  }

  /**
   * Calls are one after the other.
   *
   * @return the record's number
   */
  long append(ByteBuf content) throws IOException {
    int length = content.readableBytes();
    ByteBuf record = Unpooled.buffer(HEADER + length);
    record.writeInt(length).writeInt(0).writeLong(last + 1).writeBytes(content);
    record.setInt(CHECKSUM_AT, checksum(record));
    long position = end;
    while (record.isReadable())
      position += record.readBytes(channel, position, record.readableBytes());
    end = position;
    long number = last + 1;
    last = number; // One writer at a time.
    return number;
  }

  /**
   * Waits until the disk has this record. Who comes while another waits is often served by the same
   * wait.
   */
  void force(long number) throws IOException {
    synchronized (forcing) {
      if (forced >= number) return;
      long reached = last;
      channel.force(false);
      forced = reached;
    }
  }

  /** Drops all records: what they say is kept elsewhere. Numbering goes on. */
  void clear() throws IOException {
    channel.truncate(0);
    end = 0;
  }

  /** Of all records. Bytes. */
  long size() {
    return end;
  }

  long last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static IOException foreign(Path file, long number, long last) {
    return new IOException(
        file + " goes on with change " + number + ", but what it belongs to ends with " + last);
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

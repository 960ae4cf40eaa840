package io.peerrelay.journal;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Numbered records in two files that take turns. What {@link #append} has returned from survives
 * the end of the process, and after {@link #force} a loss of power.
 *
 * <pre>
 *   file    | 1 2 3 4 5 6 |             | (cleared) 12 13 …
 *   other   |             | 7 8 9 10 11 |
 *                        turn          turn
 * </pre>
 *
 * Before a turn the disk has all that was appended: the newer file never begins behind a gap.
 */
final class WriteAheadLog implements Closeable {
  private final ReentrantLock forcing = new ReentrantLock();
  private final Condition forceEnded = forcing.newCondition();

  /** Takes what is appended. */
  private volatile LogFile newer;

  private volatile LogFile older;
  private volatile long last;

  // All behind the lock.
  private long forced;
  private boolean isForcing;
  private IOException failure;

  private WriteAheadLog(LogFile newer, LogFile older, long last) {
    this.newer = newer;
    this.older = older;
    this.last = last;
  }

  /**
   * Opens the log and replays the records numbered above {@code done}; further ones are numbered
   * behind them.
   *
   * @param one file, made if missing
   * @param two the other; no matter in which order
   * @param replay is given the content of each, in order
   */
  static WriteAheadLog open(Path one, Path two, long done, Consumer<ByteBuf> replay)
      throws IOException {
    LogFile first = LogFile.open(one);
    LogFile second = LogFile.open(two);
    List<LogFile.Entry> ofFirst = first.read();
    List<LogFile.Entry> ofSecond = second.read();
    return begin(ofFirst) < begin(ofSecond)
        ? replayed(first, ofFirst, second, ofSecond, done, replay)
        : replayed(second, ofSecond, first, ofFirst, done, replay);
  }

  /**
   * Calls are one after the other, and none beside {@link #turn}.
   *
   * @return the record's number
   */
  long append(ByteBuf content) throws IOException {
    long number = last + 1;
    newer.append(number, content);
    last = number; // One writer at a time.
    return number;
  }

  /** Waits until the disk has this record: with all who wait meanwhile, for the next time. */
  void force(long number) throws IOException {
    forcing.lock();
    try {
      while (isForcing && forced < number) forceEnded.awaitUninterruptibly();
      if (forced >= number) return;
      // What the system did not write once it may report as written the next time.
      if (failure != null) throw new IOException("An earlier write failed", failure);
      isForcing = true;
    } finally {
      forcing.unlock();
    }
    forceAll();
  }

  /**
   * Further records go to the other file; none if that has records. Then {@link #clearOlder} drops
   * what was appended before.
   */
  void turn() throws IOException {
    if (older.size() > 0) return;
    force(last);
    LogFile file = older;
    older = newer;
    newer = file;
  }

  /** Whether there are records before the last turn. */
  boolean hasOlder() {
    return older.size() > 0;
  }

  /**
   * Drops the records before the last turn: what they say is kept elsewhere. A replay after a crash
   * may see them once more, if it is asked for them.
   */
  void clearOlder() {
    older.clear();
  }

  /** Of the records since the last turn. Bytes. */
  long size() {
    return newer.size();
  }

  long last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    try (LogFile one = older;
        LogFile two = newer) {
      // Closes both.
    }
  }

  private void forceAll() throws IOException {
    IOException failed = null;
    // In this order: a file that takes its turn later has none of these.
    long reached = last;
    LogFile file = newer;
    try {
      file.force();
    } catch (IOException e) {
      failed = e;
      throw e;
    } finally {
      forcing.lock();
      isForcing = false;
      failure = failed;
      if (failed == null) forced = reached;
      forceEnded.signalAll();
      forcing.unlock();
    }
  }

  private static WriteAheadLog replayed(
      LogFile older,
      List<LogFile.Entry> before,
      LogFile newer,
      List<LogFile.Entry> after,
      long done,
      Consumer<ByteBuf> replay)
      throws IOException {
    long last = replay(older, before, done, replay);
    return new WriteAheadLog(newer, older, replay(newer, after, last, replay));
  }

  /** The number of the last one. */
  private static long replay(
      LogFile file, List<LogFile.Entry> entries, long done, Consumer<ByteBuf> replay)
      throws IOException {
    long last = done;
    for (LogFile.Entry entry : entries) {
      if (entry.number() <= last) continue;
      if (entry.number() != last + 1) throw foreign(file, entry.number(), last);
      replay.accept(entry.content());
      last = entry.number();
    }
    return last;
  }

  /** An empty file counts as the older one: the other has room until the next turn. */
  private static long begin(List<LogFile.Entry> entries) {
    return entries.isEmpty() ? 0 : entries.get(0).number();
  }

  private static IOException foreign(LogFile file, long number, long last) {
    return new IOException(
        file + " goes on with change " + number + ", but what it belongs to ends with " + last);
  }
}

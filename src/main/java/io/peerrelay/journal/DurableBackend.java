package io.peerrelay.journal;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An H2 backend that loses nothing it acknowledged.
 *
 * <pre>
 *   command -> log -> the store's memory -> answer          one change at a time
 *               :            |
 *               :       checkpoint                          beside the changes
 *               :            |
 *            cleared <-- the store's file
 * </pre>
 *
 * A commit of the store after each change would be as safe, but rewrites every page that was
 * touched: some 40 KiB a change, in a file that grows without end. The store's file holds the state
 * after a certain change, whole, and says after which; the log holds the changes since then, which
 * {@link #open} applies again.
 */
final class DurableBackend extends H2Backend {
  private static final Logger LOG = LoggerFactory.getLogger(DurableBackend.class);

  /**
   * Commands that change nothing. What is not listed is taken for a change, which costs time at
   * most.
   */
  private static final Set<String> READS =
      Set.of(
          ("find getmore killcursors count distinct listcollections listindexes listdatabases collstats"
                  + " dbstats ping hello ismaster buildinfo serverstatus endsessions")
              .split(" "));

  private final boolean forceToDisk;
  private final WriteAheadLog log;
  private final Checkpoints checkpoints;

  private DurableBackend(MVStore store, StoreFile file, boolean forceToDisk, long longestLog)
      throws IOException {
    super(store);
    this.forceToDisk = forceToDisk;
    this.log =
        WriteAheadLog.open(
            file.path().resolveSibling("journal.log"),
            file.path().resolveSibling("journal.2.log"),
            Checkpoints.done(store),
            this::applyAgain);
    this.checkpoints = new Checkpoints(store, file, log, longestLog);
    // A crash came into a checkpoint: what has been applied again fills both files of the log.
    if (log.hasOlder()) checkpoints.write();
  }

  /**
   * @param store from {@code file}
   * @param file that has the log beside it, in {@code journal.log} and {@code journal.2.log}
   * @param forceToDisk whether an answer waits for the disk itself, so that a loss of power takes
   *     nothing back
   * @param longestLog so many bytes make a checkpoint: the more, the fewer pages are written twice,
   *     and the longer takes a start after a crash
   */
  static DurableBackend open(MVStore store, StoreFile file, boolean forceToDisk, long longestLog)
      throws IOException {
    return new DurableBackend(store, file, forceToDisk, longestLog);
  }

  /** Called by the constructor above this one's: no field is set yet. */
  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return IndexedDatabase.open(name, getMvStore(), getCursorRegistry());
  }

  /** Every command comes through here, whichever of the two wire formats it came in. */
  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    String name = command.toLowerCase(Locale.ROOT);
    if (READS.contains(name) || (name.equals("aggregate") && !storesItsResult(query)))
      return super.handleCommand(channel, database, command, query);
    if (name.equals("createindexes"))
      return change(channel, database, command, withUniqueIndexesOnly(query));
    return change(channel, database, command, query);
  }

  private Document change(Channel channel, String database, String command, Document query) {
    ByteBuf record = record(database, command, query);
    try {
      long number;
      Document answer;
      checkpoints.beginChange();
      try {
        if (getMvStore().isClosed()) throw new IOException("the store is closed");
        number = log.append(record);
        answer = super.handleCommand(channel, database, command, query);
      } finally {
        checkpoints.endChange();
      }
      if (forceToDisk) force(number);
      return answer;
    } catch (IOException e) {
      LOG.error("Could not write to {}", this, e);
      throw new UncheckedIOException("Could not write to " + this + ": " + e.getMessage(), e);
    }
  }

  /** After a failure nobody can say what the disk has: no further change is taken. */
  private void force(long number) throws IOException {
    try {
      log.force(number);
    } catch (IOException e) {
      getMvStore().closeImmediately();
      throw e;
    }
  }

  @Override
  public void close() {
    try (log) {
      checkpoints.close();
    } catch (IOException e) {
      // Nothing is lost: the next start applies the log again.
      LOG.warn("Could not write {} to its end", this, e);
    }
    super.close();
  }

  private void applyAgain(ByteBuf record) {
    Document change = BsonDecoder.decodeBson(record);
    EmbeddedChannel nobody = new EmbeddedChannel();
    try {
      super.handleCommand(
          nobody,
          (String) change.get("database"),
          (String) change.get("command"),
          (Document) change.get("query"));
    } catch (RuntimeException e) {
      // As the first time: its client was told of the same error then.
      LOG.debug("Applied again, refused again: {}", change.get("command"), e);
    } finally {
      super.handleClose(nobody);
      nobody.close();
    }
  }

  private static ByteBuf record(String database, String command, Document query) {
    ByteBuf record = Unpooled.buffer();
    BsonEncoder.encodeDocument(
        new Document("database", database).append("command", command).append("query", query),
        record);
    return record;
  }

  /**
   * The backend makes no use of others, but reads all documents for each of them at every start.
   */
  private static Document withUniqueIndexesOnly(Document createIndexes) {
    List<?> unique =
        ((List<?>) createIndexes.get("indexes"))
            .stream().filter(index -> Utils.isTrue(((Document) index).get("unique"))).toList();
    Document remaining = createIndexes.clone();
    remaining.put("indexes", unique);
    return remaining;
  }

  private static boolean storesItsResult(Document aggregate) {
    return aggregate.get("pipeline") instanceof List<?> stages
        && stages.stream()
            .anyMatch(
                stage ->
                    stage instanceof Document document
                        && (document.containsKey("$out") || document.containsKey("$merge")));
  }
}

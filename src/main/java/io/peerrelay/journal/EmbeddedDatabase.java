package io.peerrelay.journal;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A database in this process that speaks MongoDB's wire protocol and keeps its data in three files:
 * {@code journal.mv}, and for the newest changes {@code journal.log} and {@code journal.2.log}. It
 * listens on loopback only, because it knows no passwords, and loses nothing that it acknowledged,
 * however the process ends. One process owns the files; others on this machine reach it over {@link
 * #uri}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** The database of the journal. */
  private static final String NAME = "relay";

  /** What it was called before other nodes were told of it. */
  private static final String OLD_NAME = "peer_relay";

  /**
   * A change occupies its thread until it is on disk; as many as this can wait for the disk
   * together.
   */
  private static final int THREADS = 16;

  /** A start after a crash applies so many changes again, and some more. Bytes. */
  private static final long LONGEST_LOG = 4 << 20;

  private final MongoServer server;
  private final Path file;
  private final String name;
  private final int port;

  private EmbeddedDatabase(MongoServer server, Path file, String name) {
    this.server = server;
    this.name = name;
    this.file = file;
    this.port = server.getLocalAddress().getPort();
  }

  /**
   * @param directory of the files; made if missing
   * @param port to listen on; 0 takes any free one
   * @param forceToDisk whether an answer waits for the disk itself, so that a loss of power takes
   *     nothing back either
   * @throws JournalException if the files or the port can't be had
   */
  public static EmbeddedDatabase start(Path directory, int port, boolean forceToDisk) {
    return start(StoreFile.in(directory), port, forceToDisk, LONGEST_LOG);
  }

  /**
   * @param longestLog bytes after which the store's file is written
   */
  static EmbeddedDatabase start(StoreFile file, int port, boolean forceToDisk, long longestLog) {
    MVStore store = open(file);
    try {
      DurableBackend backend = DurableBackend.open(store, file, forceToDisk, longestLog);
      boolean old =
          store.getMapNames().stream()
              .anyMatch(map -> map.startsWith("databases." + OLD_NAME + "."));
      return new EmbeddedDatabase(listen(backend, port), file.path(), old ? OLD_NAME : NAME);
    } catch (FileSystemException e) {
      store.closeImmediately();
      throw inaccessible(file.path().getParent(), e);
    } catch (IOException e) {
      store.closeImmediately();
      throw unreadable(file.path(), e);
    } catch (MVStoreException e) {
      store.closeImmediately();
      throw explained(file.path(), e);
    }
  }

  /** On loopback. */
  public int port() {
    return port;
  }

  /** Where the journal is in it. */
  String journalUri() {
    return uri() + "/" + name;
  }

  /** Without a database's name. */
  public String uri() {
    return "mongodb://" + LOOPBACK + ":" + port;
  }

  @Override
  public String toString() {
    return "embedded database in " + file + " on " + LOOPBACK + ":" + port;
  }

  /** Ends all connections, and writes out what is left to write. */
  @Override
  public void close() {
    server.shutdownNow();
  }

  private static MongoServer listen(DurableBackend backend, int port) {
    MongoServer server = new MongoServer(backend);
    try {
      server.bind(new InetSocketAddress(LOOPBACK, port), 1, THREADS);
      return server;
    } catch (Exception e) {
      // Among them checked ones that bind does not declare.
      server.shutdownNow();
      throw e instanceof BindException
          ? new JournalException(
              "Port " + port + " on " + LOOPBACK + " is taken: the embedded database can't listen",
              "Is another relay running? Set relay.mongo.embedded-port to a free port, or to 0 for any",
              e)
          : new JournalException(
              "The embedded database can't listen on " + LOOPBACK + ":" + port + ": " + e,
              "Set relay.mongo.embedded-port to another port, or to 0 for any",
              e);
    }
  }

  private static MVStore open(StoreFile file) {
    Path path = file.path();
    try {
      Files.createDirectories(path.getParent());
      if (Files.exists(path) && !Files.isWritable(path))
        throw new IOException(path + " is read-only");
      return file.open();
    } catch (IOException e) {
      throw inaccessible(path.getParent(), e);
    } catch (MVStoreException e) {
      throw explained(path, e);
    }
  }

  private static JournalException explained(Path file, MVStoreException failure) {
    return switch (failure.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new JournalException(
              "The embedded database " + file + " is in use by another process",
              "Stop the relay that has it, or give this one another data directory (relay.data), or set"
                  + " relay.mongo.uri to the address that the other relay printed for its database",
              failure);
      case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          unreadable(file, failure);
      default -> inaccessible(file.getParent(), failure);
    };
  }

  private static JournalException unreadable(Path file, Exception failure) {
    return new JournalException(
        "The embedded database " + file + " can't be read: " + failure.getMessage(),
        "Restore it, together with journal.log and journal.2.log beside it, from a backup, or move all away to start empty",
        failure);
  }

  private static JournalException inaccessible(Path directory, Exception failure) {
    return new JournalException(
        "The embedded database can't be kept in " + directory + ": " + failure,
        "Let this user read and write that directory and the files in it, or set relay.data to another",
        failure);
  }
}

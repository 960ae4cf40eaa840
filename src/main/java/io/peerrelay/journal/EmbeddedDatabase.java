package io.peerrelay.journal;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * A database in this process that speaks MongoDB's wire protocol and keeps its data in one file. It
 * listens on loopback only, because it knows no passwords, and loses nothing that it acknowledged,
 * whenever the process ends. One process owns the file; others on this machine reach it over {@link
 * #uri}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String FILE = "journal.mv";

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * A change occupies its thread until the file has it; as many of them as this share one commit.
   */
  private static final int THREADS = 16;

  private final MongoServer server;
  private final Path file;
  private final int port;

  private EmbeddedDatabase(MongoServer server, Path file) {
    this.server = server;
    this.file = file;
    this.port = server.getLocalAddress().getPort();
  }

  /**
   * @param directory where the file is, or is to be; made if missing
   * @param port to listen on; 0 takes any free one
   * @param forceToDisk whether an answer also waits for the disk itself, so that a loss of power
   *     takes nothing back
   * @throws JournalException if the file or the port can't be had
   */
  public static EmbeddedDatabase start(Path directory, int port, boolean forceToDisk) {
    Path file = directory.resolve(FILE);
    DurableBackend backend;
    try {
      backend = DurableBackend.open(open(file), directory.resolve("journal.log"), forceToDisk);
    } catch (IOException e) {
      throw new RuntimeException(e);
    }
    MongoServer server = new MongoServer(backend);
    server.bind(new InetSocketAddress(LOOPBACK, port), 1, THREADS);
    return new EmbeddedDatabase(server, file);
  }

  public static MVStore open(Path file) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new RuntimeException(e);
    }
    MVStore.Builder b = new MVStore.Builder().fileName(file.toString());
    b.autoCommitDisabled().autoCommitBufferSize(0);
    if (Integer.getInteger("keys") != null) b.keysPerPage(Integer.getInteger("keys"));
    MVStore s = b.open();
    if (Integer.getInteger("retention") != null)
      s.setRetentionTime(Integer.getInteger("retention"));
    if (Integer.getInteger("versions") != null) s.setVersionsToKeep(Integer.getInteger("versions"));
    return s;
  }

  public int port() {
    return port;
  }

  public Path file() {
    return file;
  }

  public String uri() {
    return "mongodb://" + LOOPBACK + ":" + port;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

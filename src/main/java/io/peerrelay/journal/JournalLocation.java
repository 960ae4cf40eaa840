package io.peerrelay.journal;

import java.nio.file.Path;
import java.util.Optional;

/** Where the journal is kept. */
public sealed interface JournalLocation {
  /**
   * In a database of this process, for one machine.
   *
   * @param directory of the database's files; made if missing
   * @param port it listens on, on loopback; 0 takes any free one
   * @param forceToDisk whether what is acknowledged also survives a loss of power; else only the
   *     end of the process
   */
  record Embedded(Path directory, int port, boolean forceToDisk) implements JournalLocation {
    public Embedded {
      if (port < 0 || port > 65_535)
        throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /** In a MongoDB that runs elsewhere. */
  record Mongo(MongoUri uri) implements JournalLocation {}

  /**
   * @param uri of a MongoDB; empty for the embedded database in {@code directory} on {@code port}
   * @throws JournalException if the URI can't be used
   */
  static JournalLocation of(Optional<String> uri, Path directory, int port) {
    if (uri.isPresent()) return new Mongo(MongoUri.parse(uri.get()));
    return new Embedded(directory, port, true);
  }
}

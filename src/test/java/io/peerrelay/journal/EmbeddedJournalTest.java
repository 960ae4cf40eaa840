package io.peerrelay.journal;

import com.typesafe.config.Config;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal suite on the embedded database; taken away by stopping it, given back by starting it
 * on its files.
 */
class EmbeddedJournalTest extends JournalSuite {
  @TempDir static Path directory;

  @Override
  TestDatabase startDatabase() {
    return new Embedded(directory);
  }

  private static final class Embedded implements TestDatabase {
    private final Path directory;
    private final Config configuration;
    private final int port;
    private EmbeddedDatabase database;

    Embedded(Path directory) {
      this.directory = directory;
      this.database = EmbeddedDatabase.start(directory, 0, false);
      this.port = database.port();
      this.configuration = Journal.at(MongoUri.parse(database.uri()));
    }

    @Override
    public Config journal() {
      return configuration;
    }

    @Override
    public void takeAway() {
      database.close();
    }

    @Override
    public void giveBack() {
      database = EmbeddedDatabase.start(directory, port, false);
    }

    @Override
    public void close() {
      database.close();
    }
  }
}

package io.peerrelay.endtoend;

import io.peerrelay.journal.EmbeddedDatabase;
import io.peerrelay.journal.TcpProxy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A relay that was told of a database, and the way there, which can be cut. */
abstract class OwnDatabaseFixture {
  EmbeddedDatabase database;
  TcpProxy way;
  RunningRelay relay;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    database = EmbeddedDatabase.start(folder, 0, false);
    way = TcpProxy.to("127.0.0.1:" + database.port());
    relay = new RunningRelay("relay.mongo.uri = \"mongodb://" + way.address() + "/relay\"");
    relay.beforeAll(null);
  }

  @AfterEach
  void stop() {
    relay.afterAll(null);
    way.close();
    database.close();
  }
}

package io.peerrelay.journal;

import com.typesafe.config.*;

public final class Journal implements AutoCloseable {
  public Config config() {
    return ConfigFactory.parseString(
        "akka.persistence.journal.plugin=akka.persistence.journal.inmem\nakka.persistence.snapshot-store.plugin=akka.persistence.snapshot-store.local\nakka.actor.serialization-bindings{\"io.peerrelay.journal.CborSerializable\"=jackson-cbor}");
  }

  public void close() {}
}

package io.peerrelay.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** A database for the journal suite, which can be taken away and given back. */
interface TestDatabase extends AutoCloseable {
  /** Of the journal in it, to be laid over {@link #settings}. */
  Config journal();

  /** From now on nobody is there to answer. */
  void takeAway();

  /** At the same address, with all that it had. */
  void giveBack();

  /** Whether it has all the commands by which the plugin deletes events. */
  default boolean deletes() {
    return true;
  }

  /** Leaves nothing behind. */
  @Override
  void close();

  /** All that an actor system with a journal needs, as in the relay itself. */
  default Config settings() {
    return ConfigFactory.parseString(
            """
            akka.loglevel = WARNING
            akka.stdout-loglevel = OFF
            akka.loggers = ["akka.event.slf4j.Slf4jLogger"]
            """)
        .withFallback(journal())
        .withFallback(ConfigFactory.parseResources("journal.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }
}

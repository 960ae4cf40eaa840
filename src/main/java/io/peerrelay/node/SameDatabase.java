package io.peerrelay.node;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import io.peerrelay.journal.Journal;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets nobody join whose journal is in a database of another name: what one node stores, the others
 * would not find.
 */
public final class SameDatabase extends JoinConfigCompatChecker {
  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(List.of(Journal.DATABASE)).toSeq();
  }

  @Override
  public ConfigValidation check(Config joining, Config here) {
    return JoinConfigCompatChecker.fullMatch(requiredKeys(), joining, here);
  }
}

package io.peerrelay.journal;

import akka.contrib.persistence.mongodb.MongoCollectionCache;
import com.typesafe.config.Config;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import scala.Function1;
import scala.concurrent.Future;

/**
 * Remembers the collections that the plugin has prepared, and forgets each that it could not. The
 * plugin's own caches keep a failure as long as a success: after a first contact with a database
 * that is down, everything in that collection would fail until the entry expires.
 *
 * @param <C> what the plugin keeps: a {@link Future} of a collection
 */
public final class CollectionCache<C> implements MongoCollectionCache<C> {
  private final ConcurrentMap<String, C> collections = new ConcurrentHashMap<>();

  /** Named in journal.conf; the plugin makes one for each kind of collection. */
  public CollectionCache(Config ignored) {}

  @Override
  public C getOrElseCreate(String name, Function1<String, C> prepare) {
    return collections.compute(
        name, (key, known) -> known == null || hasFailed(known) ? prepare.apply(key) : known);
  }

  @Override
  public void invalidate(String name) {
    collections.remove(name);
  }

  private static boolean hasFailed(Object collection) {
    return collection instanceof Future<?> future
        && future.value().exists(outcome -> outcome.isFailure());
  }
}

package io.peerrelay.journal;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.util.concurrent.TimeUnit;

/** Connections to the journal's database beside those of the plugin. */
final class DatabaseClient {
  private DatabaseClient() {}

  /**
   * @param limitMillis how long each step may take before it fails: finding the server, waiting for
   *     a connection, connecting, hearing its answer
   * @param most how many connections there are at most
   */
  static MongoClient of(MongoUri uri, int limitMillis, int most) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri.text()))
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(limitMillis, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(limitMillis, TimeUnit.MILLISECONDS)
                        .readTimeout(limitMillis, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.minSize(0).maxSize(most).maxWaitTime(limitMillis, TimeUnit.MILLISECONDS))
            .build());
  }
}

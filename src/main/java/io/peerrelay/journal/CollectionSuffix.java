package io.peerrelay.journal;

import akka.contrib.persistence.mongodb.CanSuffixCollectionNames;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Spreads persistence ids over 256 collections, {@code journal_00} to {@code journal_ff}. The
 * embedded database does one command at a time in each, and whatever no index serves reads all of
 * one.
 *
 * <p>Must never change: events that were stored under another suffix would not be found again.
 */
public final class CollectionSuffix implements CanSuffixCollectionNames {
  /** Named in journal.conf; the plugin makes one. */
  public CollectionSuffix() {}

  @Override
  public String getSuffixFromPersistenceId(String persistenceId) {
    CRC32 checksum = new CRC32();
    checksum.update(persistenceId.getBytes(StandardCharsets.UTF_8));
    return String.format("%02x", checksum.getValue() & 0xff);
  }

  /** Two hex digits are fit for a collection's name as they are. */
  @Override
  public String validateMongoCharacters(String input) {
    return input;
  }
}

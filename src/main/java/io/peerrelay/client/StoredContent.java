package io.peerrelay.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A file of this machine as it was when it was looked at.
 *
 * @param size in bytes
 * @param modified in whole milliseconds, as the protocol has times
 */
public record StoredContent(Path file, long size, Instant modified) implements OfferedFile.Content {
  /**
   * @throws IOException if it can't be looked at
   */
  public static StoredContent of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new StoredContent(
        file,
        attributes.size(),
        attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public boolean isUnchanged() {
    try {
      return of(file).equals(this);
    } catch (IOException e) {
      return false;
    }
  }
}

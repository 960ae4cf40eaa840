package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One file of an offer.
 *
 * @param name as the sender calls it: a name for a person to read; a receiver must make it safe
 *     before it writes
 * @param size in bytes
 * @param type its media type, if known
 * @param modified when it was last changed, if known
 * @param sha256 its digest, if known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileInfo(String name, Long size, String type, Instant modified, Sha256 sha256) {
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_TYPE = 255;

  public FileInfo {
    Field.text("name", name, LONGEST_NAME);
    Field.number("size", size, 0, Field.LARGEST_INTEGER);
    Field.optionalText("type", type, LONGEST_TYPE);
  }

  public static FileInfo of(String name, long size) {
    return new FileInfo(name, size, null, null, null);
  }
}

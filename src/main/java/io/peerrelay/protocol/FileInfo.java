package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One file of an offer.
 *
 * @param name as the sender calls it, with its path below what was sent, steps parted by {@code /};
 *     a {@code /} at the end makes it an empty folder. A receiver must make it safe before it
 *     writes
 * @param size in bytes, as they travel
 * @param type its media type, if known
 * @param modified when it was last changed, if known
 * @param sha256 its digest, if known
 * @param encoding how the bytes were packed by the sender, such as {@code zstd}; null for not at
 *     all
 * @param originalSize in bytes, before it was packed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileInfo(
    String name,
    Long size,
    String type,
    Instant modified,
    Sha256 sha256,
    String encoding,
    Long originalSize) {
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_TYPE = 255;
  private static final int LONGEST_ENCODING = 32;

  public FileInfo {
    Field.text("name", name, LONGEST_NAME);
    Field.number("size", size, 0, Field.LARGEST_INTEGER);
    Field.optionalText("type", type, LONGEST_TYPE);
    Field.optionalText("encoding", encoding, LONGEST_ENCODING);
    if (originalSize != null) Field.number("originalSize", originalSize, 0, Field.LARGEST_INTEGER);
    if (size > 0 && name.endsWith("/"))
      throw Field.bad("size", size, "0 for a folder, which a name with / at its end is");
  }

  /** A file whose bytes travel as they are. */
  public FileInfo(String name, Long size, String type, Instant modified, Sha256 sha256) {
    this(name, size, type, modified, sha256, null, null);
  }

  public static FileInfo of(String name, long size) {
    return new FileInfo(name, size, null, null, null);
  }

  /** Whether it stands for an empty folder. */
  @JsonIgnore
  public boolean isFolder() {
    return name.endsWith("/");
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

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
 * @param thumbnail a picture of it, if the sender made one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileInfo(
    String name,
    Long size,
    String type,
    Instant modified,
    Sha256 sha256,
    String encoding,
    Long originalSize,
    Thumbnail thumbnail) {
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_TYPE = 255;
  private static final int LONGEST_ENCODING = 32;

  /** What a file adds to its name and picture: size, type, time and digest. */
  private static final int PER_FILE = 200;

  /** Of the thumbnails of one offer together: an offer has to fit into a frame. */
  static final int MOST_THUMBNAIL_CHARACTERS = 64 * 1024;

  public FileInfo {
    Field.text("name", name, LONGEST_NAME);
    Field.number("size", size, 0, Field.LARGEST_INTEGER);
    Field.optionalText("type", type, LONGEST_TYPE);
    Field.optionalText("encoding", encoding, LONGEST_ENCODING);
    if (originalSize != null) Field.number("originalSize", originalSize, 0, Field.LARGEST_INTEGER);
    if (size > 0 && name.endsWith("/"))
      throw Field.bad("size", size, "0 for a folder, which a name with / at its end is");
  }

  /** Without a picture of it. */
  public FileInfo(
      String name,
      Long size,
      String type,
      Instant modified,
      Sha256 sha256,
      String encoding,
      Long originalSize) {
    this(name, size, type, modified, sha256, encoding, originalSize, null);
  }

  /** A file whose bytes travel as they are. */
  public FileInfo(String name, Long size, String type, Instant modified, Sha256 sha256) {
    this(name, size, type, modified, sha256, null, null);
  }

  public static FileInfo of(String name, long size) {
    return new FileInfo(name, size, null, null, null);
  }

  static void checkTogether(String name, List<FileInfo> files) {
    long bytes = 0;
    long pictures = 0;
    for (FileInfo file : files) {
      bytes += file.size();
      if (bytes > Field.LARGEST_INTEGER)
        throw Field.bad(name, "too many bytes in all", "at most " + Field.LARGEST_INTEGER);
      pictures += file.thumbnail() == null ? 0 : file.thumbnail().length();
    }
    if (pictures > MOST_THUMBNAIL_CHARACTERS)
      throw Field.bad(
          name,
          "thumbnails of " + pictures + " characters",
          "at most " + MOST_THUMBNAIL_CHARACTERS + " in all");
  }

  /** The same without a picture of it. */
  public FileInfo withoutThumbnail() {
    return thumbnail == null
        ? this
        : new FileInfo(name, size, type, modified, sha256, encoding, originalSize);
  }

  /** How many characters it takes to write down, about. */
  public int characters() {
    return PER_FILE + name.length() + (thumbnail == null ? 0 : thumbnail.length());
  }

  /** Whether it stands for an empty folder. */
  @JsonIgnore
  public boolean isFolder() {
    return name.endsWith("/");
  }
}

package io.peerrelay.client;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file name that a stranger's name was turned into: one step below a folder on every usual file
 * system, visible, and showing what it is.
 *
 * @param value 1 to 255 bytes in UTF-8
 */
record SafeName(String value) {
  private static final int MOST_BYTES = 255;
  private static final int LONGEST_EXTENSION = 20;
  private static final String NAMELESS = "unnamed";

  /** Separators, drive letters, streams, wildcards and quotes of any system. */
  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*/\\\\]");

  /** Blank without being a space: they could make a name that seems empty. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0\\uFE00-\\uFE0F]");

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}]+");
  private static final Pattern LEADING = Pattern.compile("^[. ]+");
  private static final Pattern TRAILING = Pattern.compile("[. ]+$");

  /** Names that mean a device on Windows, whatever their extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(CON|PRN|AUX|NUL|CLOCK\\$|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])( *\\..*)?");

  /** The last step of a path, made harmless; {@value #NAMELESS} where nothing is left of it. */
  static SafeName of(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String safe = INVISIBLE.matcher(visible(last)).replaceAll("");
    safe = BLANKS.matcher(Normalizer.normalize(safe, Normalizer.Form.NFC)).replaceAll(" ");
    safe = trimmed(FORBIDDEN.matcher(safe).replaceAll("_"));
    if (safe.startsWith("-")) safe = "_" + safe.substring(1); // It would read as an option.
    if (DEVICE.matcher(safe.toUpperCase(Locale.ROOT)).matches()) safe = "_" + safe;
    return new SafeName(safe.isEmpty() ? NAMELESS : shortened(safe, ""));
  }

  /** The same name for the second, third … file that wants it: {@code photo (2).jpg}. */
  SafeName numbered(int number) {
    return number == 1 ? this : new SafeName(shortened(value, " (" + number + ")"));
  }

  // Control characters, those that turn the direction of writing, lone surrogates.
  private static String visible(String name) {
    StringBuilder visible = new StringBuilder(name.length());
    name.codePoints().filter(SafeName::isVisible).forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.UNASSIGNED -> (character & 0xfffe) != 0xfffe;
      default -> true;
    };
  }

  private static String trimmed(String name) {
    return TRAILING.matcher(LEADING.matcher(name).replaceFirst("")).replaceFirst("");
  }

  /** Shortens the part before the extension, so that all of it with the suffix fits. */
  private static String shortened(String name, String suffix) {
    if (suffix.isEmpty() && bytes(name) <= MOST_BYTES) return name;
    int dot = name.lastIndexOf('.');
    boolean extended = dot > 0 && name.length() - dot <= LONGEST_EXTENSION;
    String extension = extended ? name.substring(dot) : "";
    String stem = extended ? name.substring(0, dot) : name;
    int room = MOST_BYTES - bytes(suffix) - bytes(extension);
    while (bytes(stem) > room) stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    return TRAILING.matcher(stem).replaceFirst("") + suffix + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

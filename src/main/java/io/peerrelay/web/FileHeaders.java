package io.peerrelay.web;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.ContentType$;
import io.peerrelay.protocol.FileInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a browser is told of a file: to store it and not to show it, under a name that does no harm.
 * The name and the type are the sender's and may be hostile.
 */
final class FileHeaders {
  private static final String ZSTD = "zstd";
  private static final int LONGEST_NAME = 200;
  private static final String NAMELESS = "file";

  /** Steps to another folder, and whatever doesn't show or turns the writing round. */
  private static final Pattern LAST_STEP = Pattern.compile("(?s).*[/\\\\]");

  private static final Pattern UNSHOWN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029]");

  /** What some system takes for a drive, a device, a pattern or a hidden file. */
  private static final Pattern SPECIAL = Pattern.compile("[<>:\"|?*%]");

  private static final Pattern EDGES = Pattern.compile("^[.\\s]+|[.\\s]+$");
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7e]");

  /** RFC 5987: what need not be escaped. */
  private static final String ATTRIBUTE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

  private FileHeaders() {}

  static List<HttpHeader> of(FileInfo file) {
    return List.of(
        RawHeader.create("Content-Disposition", disposition(file)),
        RawHeader.create("Accept-Ranges", "bytes"),
        RawHeader.create("X-Content-Type-Options", "nosniff"),
        // Should it be shown all the same, it may do nothing, and is of no origin.
        RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"),
        RawHeader.create("Cache-Control", "no-store"));
  }

  static ContentType type(FileInfo file) {
    String type = isZstd(file) ? "application/zstd" : file.type();
    if (type == null || (file.encoding() != null && !isZstd(file))) return octets();
    return ContentType$.MODULE$.parse(type).fold(errors -> octets(), known -> known);
  }

  private static ContentType octets() {
    return ContentTypes.APPLICATION_OCTET_STREAM;
  }

  /** RFC 6266: the name in plain letters for old clients, and as it is. */
  static String disposition(FileInfo file) {
    String name = name(file);
    String plain = NOT_ASCII.matcher(name).replaceAll("_");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + escaped(name);
  }

  private static String name(FileInfo file) {
    String last = LAST_STEP.matcher(file.name()).replaceFirst("");
    String shown = UNSHOWN.matcher(last).replaceAll("");
    String safe = EDGES.matcher(SPECIAL.matcher(shown).replaceAll("_")).replaceAll("");
    String name = shortened(safe.isEmpty() ? NAMELESS : safe);
    return isZstd(file) ? name + ".zst" : name;
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) return name;
    int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? 1 : 0;
    return name.substring(0, LONGEST_NAME - end);
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8))
      if (ATTRIBUTE.indexOf(octet) >= 0) escaped.append((char) octet);
      else escaped.append('%').append("%02X".formatted(octet & 0xff));
    return escaped.toString();
  }

  private static boolean isZstd(FileInfo file) {
    return ZSTD.equals(file.encoding());
  }
}

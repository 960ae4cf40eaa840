package io.peerrelay.page;

import akka.http.javadsl.model.ContentType;
import akka.http.scaladsl.model.ContentType$;
import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page as it is sent.
 *
 * @param governs whether a browser takes from it what is allowed: a document, or a worker
 * @param smallest packed, where that is smaller; else the plain one
 */
record Asset(ContentType type, boolean governs, Form plain, Form smallest) {
  private static final Map<String, ContentType> TYPES =
      Map.of(
          "html", type("text/html; charset=UTF-8"),
          "js", type("text/javascript; charset=UTF-8"),
          "css", type("text/css; charset=UTF-8"),
          "json", type("application/json"),
          "webmanifest", type("application/manifest+json"),
          "svg", type("image/svg+xml"),
          "png", type("image/png"));

  private static final Set<String> DOCUMENTS = Set.of("html", "svg");

  /**
   * @param tag names these bytes, in double quotes
   */
  record Form(ByteString bytes, String tag, boolean gzip) {}

  /** Whether a browser could be told what it is: other files are no assets. */
  static boolean isAsset(String name) {
    return TYPES.containsKey(ending(name));
  }

  static Asset of(String name, byte[] content) {
    String digest = digest(content);
    Form plain = new Form(ByteString.fromArrayUnsafe(content), '"' + digest + '"', false);
    byte[] packed = packed(content);
    Form smallest =
        packed.length < content.length
            ? new Form(ByteString.fromArrayUnsafe(packed), '"' + digest + "-gzip\"", true)
            : plain;
    boolean governs =
        DOCUMENTS.contains(ending(name)) || name.endsWith("/" + Assets.SERVICE_WORKER);
    return new Asset(TYPES.get(ending(name)), governs, plain, smallest);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static ContentType type(String value) {
    return ContentType$.MODULE$
        .parse(value)
        .fold(
            errors -> {
              throw new IllegalArgumentException("content type: " + value);
            },
            known -> known);
  }

  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) { // Every Java has it.
      throw new IllegalStateException(e);
    }
  }

  /** It is done once, so it may take its time. */
  private static final class SmallGzip extends GZIPOutputStream {
    SmallGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new SmallGzip(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}

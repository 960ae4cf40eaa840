package io.peerrelay.page;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a browser is told with what the page is made of. Nothing runs and nothing styles that did
 * not come from this relay as a file; text becomes markup nowhere but in Lit's own templates.
 */
final class PageHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          // Pictures that a message links to; a blob is what was received, data a thumbnail.
          "img-src 'self' data: blob: https:",
          "media-src blob:",
          "connect-src 'self'",
          "manifest-src 'self'",
          "worker-src 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "require-trusted-types-for 'script'",
          // Lit makes markup of its templates; the page names the one script that is made a worker.
          "trusted-types lit-html service-worker");

  private static final List<HttpHeader> OF_ALL =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-cache"),
          RawHeader.create("Vary", "Accept-Encoding"));

  /** Half a kilobyte that a browser would pass over where it comes with a module. */
  private static final List<HttpHeader> OF_WHAT_GOVERNS =
      List.of(
          RawHeader.create("Content-Security-Policy", CONTENT_SECURITY_POLICY),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create(
              "Permissions-Policy",
              "camera=(), microphone=(), geolocation=(), payment=(), usb=()"));

  static List<HttpHeader> of(Asset asset) {
    if (!asset.governs()) return OF_ALL;
    return Stream.concat(OF_WHAT_GOVERNS.stream(), OF_ALL.stream()).toList();
  }

  private PageHeaders() {}
}

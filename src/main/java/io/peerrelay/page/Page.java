package io.peerrelay.page;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.AcceptEncoding;
import akka.http.javadsl.model.headers.Allow;
import akka.http.javadsl.model.headers.HttpEncodingRange;
import akka.http.javadsl.model.headers.HttpEncodings;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.Arrays;
import java.util.Optional;

/**
 * The web client: a page, its modules, styles and texts.
 *
 * <pre>
 *  GET /                                              page/index.html
 *  GET /app.webmanifest, /service-worker.js, /icon.svg
 *  GET /page/…                                        what lies in page/
 *  GET /page/lib/lit/…                                {@link LitModules}
 *  GET /page/lib/qr-creator.js                        that of its WebJar
 *  GET /page/assets.json                              {version, assets}: all of these
 * </pre>
 *
 * What is served is a table made at the start: a path that is not in it is none of the page,
 * however it is written. A browser asks for each asset anew, and gets it anew only where it has
 * changed.
 */
public final class Page {
  private final PageFiles files = PageFiles.ofClasspath();

  private volatile Assets assets = Assets.read(files);

  /** Empty where the path is none of the page. */
  public Optional<HttpResponse> answer(HttpRequest request) {
    return upToDate().find(request.getUri().path()).map(asset -> answer(request, asset));
  }

  /** Whoever works on the page sees at once what they changed; in a jar nothing does. */
  private Assets upToDate() {
    if (!assets.areOf(files)) assets = Assets.read(files);
    return assets;
  }

  private static HttpResponse answer(HttpRequest request, Asset asset) {
    boolean get = request.method().equals(HttpMethods.GET);
    if (!get && !request.method().equals(HttpMethods.HEAD))
      return HttpResponse.create()
          .withStatus(StatusCodes.METHOD_NOT_ALLOWED)
          .addHeader(Allow.create(HttpMethods.GET, HttpMethods.HEAD));
    Asset.Form form = acceptsGzip(request) ? asset.smallest() : asset.plain();
    HttpResponse answer =
        HttpResponse.create()
            .addHeaders(PageHeaders.of(asset))
            .addHeader(RawHeader.create("ETag", form.tag()));
    if (hasAlready(request, form)) return answer.withStatus(StatusCodes.NOT_MODIFIED);
    if (form.gzip()) answer = answer.addHeader(RawHeader.create("Content-Encoding", "gzip"));
    return answer.withEntity(HttpEntities.create(asset.type(), form.bytes()));
  }

  private static boolean acceptsGzip(HttpRequest request) {
    Optional<AcceptEncoding> header = request.getHeader(AcceptEncoding.class);
    if (header.isEmpty()) return false;
    boolean accepted = false;
    for (HttpEncodingRange range : header.get().getEncodings())
      if (range.matches(HttpEncodings.GZIP)) {
        if (range.qValue() == 0) return false;
        accepted = true;
      }
    return accepted;
  }

  private static boolean hasAlready(HttpRequest request, Asset.Form form) {
    return request
        .getHeader("If-None-Match")
        .map(header -> header.value().split(","))
        .filter(tags -> Arrays.stream(tags).anyMatch(tag -> isSame(tag.strip(), form)))
        .isPresent();
  }

  /** What is on the way may have made a strong tag a weak one. */
  private static boolean isSame(String tag, Asset.Form form) {
    return tag.equals("*") || tag.equals(form.tag()) || tag.equals("W/" + form.tag());
  }
}

package io.peerrelay.page;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's requests get. */
class PageTest {
  private static final Page PAGE = new Page();

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=UTF-8",
    "/page/main.js, text/javascript; charset=UTF-8",
    "/page/lib/lit.js, text/javascript; charset=UTF-8",
    "/page/lib/lit/lit-html/lit-html.js, text/javascript; charset=UTF-8",
    "/page/style/base.css, text/css; charset=UTF-8",
    "/page/texts/en.json, application/json",
    "/page/assets.json, application/json",
    "/app.webmanifest, application/manifest+json",
    "/service-worker.js, text/javascript; charset=UTF-8",
    "/icon.svg, image/svg+xml",
  })
  void servesEachKindAsWhatItIs(String path, String type) {
    HttpResponse answer = get(path);
    assertThat(answer.status().intValue()).isEqualTo(200);
    assertThat(answer.entity().getContentType()).hasToString(type);
    assertThat(body(answer)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/page",
        "/page/",
        "/page/index.html",
        "/page/lib",
        "/page/none.js",
        "/page/../application.conf",
        "/page/%2e%2e/application.conf",
        "/page/..%2fapplication.conf",
        "/page//main.js",
        "/page/main.js/",
        "/page/MAIN.JS",
        "/page/main.js%00",
        "/page/lib/lit/lit-html/development/lit-html.js",
        "/page/lib/lit/../../../application.conf",
        "//page/main.js",
        "/application.conf",
        "/META-INF/MANIFEST.MF",
      })
  void knowsNothingBesideItsAssets(String path) {
    assertThat(PAGE.answer(HttpRequest.GET(path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/service-worker.js", "/icon.svg"})
  void tellsTheBrowserToRunNothingElse(String path) {
    HttpResponse answer = get(path);
    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        .doesNotContain("unsafe")
        .contains("require-trusted-types-for 'script'");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).contains("geolocation=()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/service-worker.js", "/page/main.js", "/page/assets.json"})
  void tellsTheBrowserToTakeNothingForWhatItIsNot(String path) {
    HttpResponse answer = get(path);
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void sendsNothingAnewToWhoHasIt() {
    String tag = header(get("/page/main.js"), "ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      HttpResponse answer = ask("/page/main.js", HttpMethods.GET, "If-None-Match", known);
      assertThat(answer.status().intValue()).as(known).isEqualTo(304);
      assertThat(body(answer)).isEmpty();
      assertThat(header(answer, "ETag")).isEqualTo(tag);
    }
    assertThat(status("/page/main.js", "If-None-Match", "\"other\"")).isEqualTo(200);
    assertThat(status("/page/texts.js", "If-None-Match", tag)).isEqualTo(200);
  }

  @Test
  void packsWhatTheClientCanUnpack() throws IOException {
    HttpResponse plain = get("/page/lib/lit/lit-html/lit-html.js");
    HttpResponse packed = ask("/page/lib/lit/lit-html/lit-html.js", "br, gzip;q=0.5");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
    assertThat(body(packed)).hasSizeLessThan(body(plain).length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(body(packed))).readAllBytes())
        .isEqualTo(body(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip;q=0, *", ""})
  void sendsItPlainToWhoCannot(String accepted) {
    assertThat(ask("/page/main.js", accepted).getHeader("Content-Encoding")).isEmpty();
  }

  @Test
  void tellsWhoOnlyAsksTheHead() {
    HttpResponse answer = ask("/", HttpMethods.HEAD, "Accept-Encoding", "gzip");
    assertThat(answer.status().intValue()).isEqualTo(200);
    assertThat(header(answer, "ETag")).endsWith("-gzip\"");
  }

  @Test
  void isOnlyRead() {
    for (HttpMethod method :
        Arrays.asList(HttpMethods.POST, HttpMethods.PUT, HttpMethods.DELETE, HttpMethods.OPTIONS)) {
      HttpResponse answer = ask("/", method, "Accept", "*/*");
      assertThat(answer.status().intValue()).isEqualTo(405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  private static HttpResponse get(String path) {
    return PAGE.answer(HttpRequest.GET(path)).orElseThrow();
  }

  private static HttpResponse ask(String path, String acceptedEncodings) {
    return ask(path, HttpMethods.GET, "Accept-Encoding", acceptedEncodings);
  }

  private static int status(String path, String header, String value) {
    return ask(path, HttpMethods.GET, header, value).status().intValue();
  }

  private static HttpResponse ask(String path, HttpMethod method, String header, String value) {
    return PAGE.answer(
            HttpRequest.create(path).withMethod(method).addHeader(HttpHeader.parse(header, value)))
        .orElseThrow();
  }

  private static String header(HttpResponse answer, String name) {
    return answer.getHeader(name).map(HttpHeader::value).orElse("");
  }

  private static byte[] body(HttpResponse answer) {
    return ((HttpEntity.Strict) answer.entity()).getData().toArray();
  }
}

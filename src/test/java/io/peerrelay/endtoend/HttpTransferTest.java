package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that go by curl on one side or on both. */
class HttpTransferTest extends HttpFixture {
  private static final int FIRST_WINDOW = 256 * 1024;

  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  HttpTransferTest() {
    super(relay);
  }

  private void expectCompleted(ForeignClient side, TestFile file) {
    JsonNode message = side.next();
    while (!message.path("type").asText().equals("completed")) message = side.next();
    assertThat(message.path("sha256").asText()).isEqualTo(file.digest());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, 5_000_000})
  void goesFromOneCurlToAnother(int size) {
    TestFile file = TestFile.of(size, 1);
    accept(file);
    Curl.Running get = exchange.get("copy");
    Curl.Result put = exchange.put("source").end().expect(200);
    assertThat(put.json().path("type").asText()).isEqualTo("completed");
    assertThat(put.json().path("sha256").asText()).isEqualTo(file.digest());
    get.end().expect(200);
    expectCopyOf(file);
    expectCompleted(exchange.sender, file);
    expectCompleted(exchange.receiver, file);
  }

  @Test
  void goesByTicketsAndUnderTheNameThatWasOffered() {
    TestFile file = TestFile.of(300_000, 2);
    exchange.store("source", file);
    exchange.offer("folder/größe 1.bin", file.size()).accepted();
    String page = "Origin: http://127.0.0.1:" + relay.address().getPort(); // As of a browser.
    Curl.Running get =
        exchange.curl.start("-OJ", "-H", page, exchange.ticketFor(exchange.receiver));
    exchange.curl.run("-T", "source", "-H", page, exchange.ticketFor(exchange.sender)).expect(200);
    Curl.Result got = get.end().expect(200);
    assertThat(folder.resolve("gr__e 1.bin")).hasBinaryContent(file.bytes());
    assertThat(got.header("Content-Length")).contains("300000");
    assertThat(got.header("Content-Type")).contains("application/octet-stream");
    assertThat(got.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(got.header("Cache-Control")).contains("no-store");
    assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'; sandbox");
    assertThat(got.header("Content-Disposition"))
        .contains("attachment; filename=\"gr__e 1.bin\"; filename*=UTF-8''gr%C3%B6%C3%9Fe%201.bin");
  }

  @Test
  void letsNoPageThatWasSentBecomeAPageOfTheRelay() {
    exchange.sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'x.html','size':8,'type':'text/html'}]}",
        exchange.receiver.username());
    exchange.offered().accepted();
    TestFile file = TestFile.of(8, 1);
    exchange.store("source", file);
    Curl.Running get = exchange.get("copy", "-H", "Range: bytes=0-7");
    Curl.Result head =
        exchange.curl.run("-I", "-H", HttpExchange.bearer(exchange.receiver), exchange.url());
    exchange.put("source").end().expect(200);
    Curl.Result part = get.end().expect(206);
    for (Curl.Result answer : List.of(head, part)) {
      assertThat(answer.header("Content-Disposition")).get().asString().startsWith("attachment;");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; sandbox");
    }
  }

  @Test
  void seesTheEndOfABodyWhoseLastByteFilledTheWindow() {
    TestFile file = TestFile.of(FIRST_WINDOW, 9);
    exchange.store("source", file);
    exchange.offer("a.bin", file.size());
    exchange.receiver.send("{'type':'accept','transfer':'%s','credit':1}", exchange.transfer());
    exchange.receiver.expect("accepted");
    String url = exchange.sender.expect("accepted").path("url").asText();
    Curl.Running put = exchange.curl.start("-T", "source", url);
    exchange.receiver.expect("paused");
    long stream = exchange.receiver.expect("accepted").path("stream").asLong();
    exchange.receiver.awaitReceived(stream, 1);
    exchange.receiver.expectNothing(); // All else waits in the relay.
    exchange.receiver.send("{'type':'credit','stream':%d,'bytes':%d}", stream, FIRST_WINDOW);
    exchange.receiver.awaitReceived(stream, file.size());
    exchange.receiver.send(
        "{'type':'received','transfer':'%s','sha256':'%s'}", exchange.transfer(), file.digest());
    put.end().expect(200);
  }

  @Test
  void goesFromCurlToASocket() {
    TestFile file = TestFile.of(3_000_000, 3);
    exchange.store("source", file);
    exchange.offer("a.bin", file.size());
    exchange.receiver.send("{'type':'accept','transfer':'%s'}", exchange.transfer());
    exchange.receiver.expect("accepted");
    String url = exchange.sender.expect("accepted").path("url").asText();
    Curl.Running put = exchange.curl.start("-T", "source", url);
    assertThat(exchange.receiver.expect("paused").path("by").asText())
        .isEqualTo(exchange.sender.username());
    long stream = exchange.receiver.expect("accepted").path("stream").asLong();
    exchange.receiver.awaitReceived(stream, file.size());
    assertThat(exchange.receiver.received(stream)).isEqualTo(file.bytes());
    assertThat(put.isAlive()).isTrue();
    exchange.receiver.send(
        "{'type':'received','transfer':'%s','sha256':'%s'}", exchange.transfer(), file.digest());
    exchange.receiver.expect("completed");
    put.end().expect(200);
    expectCompleted(exchange.sender, file);
  }

  @Test
  void goesFromASocketToCurl() {
    TestFile file = TestFile.of(3_000_000, 4);
    exchange.offer("a.bin", file.size());
    exchange.receiver.send("{'type':'accept','transfer':'%s'}", exchange.transfer());
    String url = exchange.receiver.expect("accepted").path("url").asText();
    exchange.sender.expect("accepted");
    Curl.Running get = exchange.curl.start("-o", "copy", url);
    assertThat(exchange.sender.expect("paused").path("by").asText())
        .isEqualTo(exchange.receiver.username());
    long stream = exchange.sender.expect("accepted").path("stream").asLong();
    exchange.sender.sendWithinCredit(stream, file.bytes(), 40_000);
    exchange.sender.send(
        "{'type':'finish','transfer':'%s','sha256':'%s'}", exchange.transfer(), file.digest());
    get.end().expect(200);
    expectCopyOf(file);
    exchange.sender.expect("completed");
    expectCompleted(exchange.receiver, file);
  }

  @Test
  void takesAFileInPartsAndSaysHowFarItIs() {
    TestFile file = TestFile.of(1_000_000, 5);
    exchange.store("first", file.part(0, 400_000));
    exchange.store("second", file.part(400_000, 1_000_000));
    exchange.offer("a.bin", file.size()).accepted();
    Curl.Running get = exchange.get("copy");
    Curl.Result first =
        exchange.put("first", "-H", "Content-Range: bytes 0-399999/1000000").end().expect(202);
    assertThat(first.header("Upload-Offset")).contains("400000");
    await()
        .untilAsserted(
            () -> {
              Curl.Result head =
                  exchange.curl.run(
                      "-I", "-H", HttpExchange.bearer(exchange.sender), exchange.url());
              assertThat(head.expect(200).header("Upload-Offset")).contains("400000");
              assertThat(head.header("Upload-Length")).contains("1000000");
            });
    exchange.put("second", "-H", "Content-Range: bytes 400000-999999/*").end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void takesABodyOfUnknownLength() {
    TestFile file = TestFile.of(700_000, 6);
    accept(file);
    Curl.Running get = exchange.get("copy");
    exchange.put("source", "-H", "Transfer-Encoding: chunked").end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void previewsWhatAGetWouldBring() {
    exchange.offer("a.bin", 12_345).accepted();
    Curl.Result head = exchange.curl.run("-I", exchange.ticketFor(exchange.receiver)).expect(200);
    assertThat(head.header("Content-Length")).as(head.headers()).contains("12345");
    assertThat(head.header("Accept-Ranges")).contains("bytes");
    assertThat(head.header("Content-Disposition")).get().asString().contains("\"a.bin\"");
  }

  @Test
  void partOfAFileIsNotTheEnd() {
    TestFile file = TestFile.of(500_000, 7);
    accept(file);
    Curl.Running put = exchange.put("source");
    Curl.Result part = exchange.get("part", "-r", "100000-199999").end().expect(206);
    assertThat(part.header("Content-Range")).contains("bytes 100000-199999/500000");
    assertThat(folder.resolve("part")).hasBinaryContent(file.part(100_000, 200_000).bytes());
    put.kill();
    Curl.Running whole = exchange.get("copy");
    exchange.put("source").end().expect(200);
    whole.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void doesNotSayReceivedForAClientThatLeftBytesUnread() {
    TestFile file = TestFile.of(400_000, 8);
    exchange.offer("a.bin", file.size()).accepted();
    Curl.Running get = exchange.get("copy", "--limit-rate", "20K");
    sendFrom(exchange.sender.expect("accepted"), file);
    await().until(() -> Files.exists(folder.resolve("copy")) && bytesWent() == file.size());
    get.kill();
    exchange.sender.expect("paused");
    Curl.Running rest = exchange.get("copy", "-C", "-");
    sendFrom(exchange.sender.expect("accepted"), file);
    rest.end().expect(206);
    expectCopyOf(file);
    expectCompleted(exchange.sender, file);
  }

  private void sendFrom(JsonNode accepted, TestFile file) {
    byte[] rest = file.part(accepted.path("offset").asInt(), file.size()).bytes();
    exchange.sender.sendWithinCredit(accepted.path("stream").asLong(), rest, 40_000);
    exchange.sender.send(
        "{'type':'finish','transfer':'%s','sha256':'%s'}", exchange.transfer(), file.digest());
  }

  private long bytesWent() {
    return exchange.sender.progress().stream()
        .mapToLong(ForeignClient.Progress::bytes)
        .max()
        .orElse(0);
  }

  @Test
  void refusesToServeSeveralFilesAsOne() {
    exchange.sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':1},{'name':'b','size':1}]}",
        exchange.receiver.username());
    exchange.offered().accepted();
    exchange
        .curl
        .run("-H", HttpExchange.bearer(exchange.receiver), exchange.url())
        .expectError(409, "notOneFile");
    exchange.sender.send("{'type':'cancel','transfer':'%s'}", exchange.transfer());
    exchange.sender.expect("cancelled");
  }
}

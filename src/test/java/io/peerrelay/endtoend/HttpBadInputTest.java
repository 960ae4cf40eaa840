package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request gets its answer, and leaves the transfer as it is. */
class HttpBadInputTest extends HttpFixture {
  private static final int SIZE = 300_000;

  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  private final TestFile file = TestFile.of(SIZE, 1);

  HttpBadInputTest() {
    super(relay);
  }

  @BeforeEach
  void acceptTheFile() {
    accept(file);
  }

  private Curl.Result visit(String... arguments) {
    return exchange.curl.run(arguments);
  }

  @Test
  void knowsNoStrangers() {
    try (ForeignClient stranger = relay.newUser("stranger")) {
      String url = exchange.url();
      String elsewhere = url.substring(0, url.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
      String token = HttpExchange.bearer(stranger);
      List<Curl.Result> answers =
          List.of(
              visit(url),
              visit("-T", "source", url),
              visit("-H", token, url),
              visit("-H", token, "-T", "source", url),
              visit("-H", token, elsewhere),
              visit("-H", token, url + "/x"),
              visit(url + "?ticket=AAAAAAAAAAAAAAAAAAAAAAAA"),
              visit(url + "?ticket=%00"),
              visit(elsewhere + "?ticket=AAAA"));
      for (Curl.Result answer : answers) {
        answer.expectError(404, "noSuchTransfer");
        assertThat(answer.body()).isEqualTo(answers.get(0).body());
      }
    }
    expectUnharmed(file);
  }

  @Test
  void refusesCredentialsThatAreNone() {
    visit("-H", "Authorization: Bearer nonsense", exchange.url())
        .expectError(401, "badCredentials");
    visit("-H", HttpExchange.bearer(exchange.sender) + "x", exchange.url())
        .expectError(401, "badCredentials");
    visit("-u", "me:secret", exchange.url()).expectError(401, "badCredentials");
    expectUnharmed(file);
  }

  @Test
  void refusesTheOtherSidesPart() {
    visit("-H", HttpExchange.bearer(exchange.sender), exchange.url()).expectError(403, "notYours");
    visit("-H", HttpExchange.bearer(exchange.receiver), "-T", "source", exchange.url())
        .expectError(403, "notYours");
    visit("-X", "DELETE", exchange.url()).expect(405);
    expectUnharmed(file);
  }

  @Test
  void takesATicketOnce() {
    String ticket = exchange.ticketFor(exchange.receiver);
    visit("-I", ticket).expect(200);
    Curl.Running get = exchange.curl.start("-o", "copy", ticket);
    exchange.put("source", "--limit-rate", "1M").end().expect(200);
    get.end().expect(200);
    visit(ticket).expectError(404, "noSuchTransfer");
  }

  @Test
  void refusesATicketForASecondRequestWhileTheFirstRuns() {
    String ticket = exchange.ticketFor(exchange.receiver);
    Curl.Running get = exchange.curl.start("-o", "copy", ticket);
    await().until(() -> visit("-I", ticket).status() == 404);
    visit(ticket).expectError(404, "noSuchTransfer");
    exchange.put("source").end().expect(200);
    get.end().expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=300000-", "bytes=999999999999-", "bytes=-0"})
  void refusesARangePastTheEnd(String range) {
    Curl.Result answer =
        visit(
            "-H", "Range: " + range, "-H", HttpExchange.bearer(exchange.receiver), exchange.url());
    answer.expectError(416, "badField");
    assertThat(answer.header("Content-Range")).contains("bytes */300000");
    expectUnharmed(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "bytes=5-2", "bytes=-", "bytes=0-1,5-9", "lines=1-2"})
  void sendsEverythingWhereTheRangeIsNone(String range) {
    Curl.Running get = exchange.get("copy", "-H", "Range: " + range);
    exchange.put("source").end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "bytes 5-2/300000",
        "bytes -5-10/300000",
        "bytes 0-300000/300000",
        "bytes 300000-300001/300000",
        "bytes 0-9/10",
        "bytes 0-99999999999999999999/300000"
      })
  void refusesAPartThatIsNone(String range) {
    exchange.put("source", "-H", "Content-Range: " + range).end().expectError(400, "badField");
    expectUnharmed(file);
  }

  @Test
  void refusesAPartThatIsNotNext() throws Exception {
    Files.write(folder.resolve("tail"), file.part(200_000, SIZE).bytes());
    Curl.Running get = exchange.get("copy");
    Curl.Result answer =
        exchange.put("tail", "-H", "Content-Range: bytes 200000-299999/300000").end();
    answer.expectError(409, "wrongOffset");
    assertThat(answer.header("Upload-Offset")).contains("0");
    assertThat(answer.json().path("offset").asInt()).isZero();
    exchange.put("source").end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void goesOnBehindABodyThatIsTooShort() throws Exception {
    Files.write(folder.resolve("head"), file.part(0, 100_000).bytes());
    Files.write(folder.resolve("tail"), file.part(100_000, SIZE).bytes());
    Curl.Running get = exchange.get("copy");
    Curl.Result answer = exchange.put("head").end().expectError(400, "incomplete");
    assertThat(answer.json().path("message").asText()).contains("100000").contains("300000");
    assertThat(answer.header("Upload-Offset")).contains("100000");
    exchange.put("tail", "-H", "Content-Range: bytes 100000-299999/300000").end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void refusesABodyThatIsTooLong() throws Exception {
    Files.write(folder.resolve("long"), new byte[SIZE + 1]);
    exchange.put("long").end().expectError(413, "tooLarge");
    Curl.Running get = exchange.get("copy");
    exchange.put("long", "-H", "Transfer-Encoding: chunked").end().expectError(413, "tooLarge");
    get.kill();
    expectUnharmed(file);
  }

  @Test
  void refusesASecondRequestAndLeavesTheFirstAsItIs() {
    Curl.Running get = exchange.get("copy");
    Curl.Running put = exchange.put("source", "--limit-rate", "60K");
    await().until(() -> Files.exists(folder.resolve("copy")));
    Curl.Running secondGet = exchange.get("other");
    exchange.put("source").end().expectError(409, "busy");
    secondGet.end().expect(409);
    put.end().expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void tellsBothWhatBecameOfATransferThatWasCancelled() {
    Curl.Running get = exchange.get("copy");
    Curl.Running put = exchange.put("source", "--limit-rate", "60K");
    await().until(() -> Files.exists(folder.resolve("copy")));
    exchange.sender.send("{'type':'cancel','transfer':'%s'}", exchange.transfer());
    assertThat(put.end().expect(410).json().path("type").asText()).isEqualTo("cancelled");
    assertThat(get.end().exitCode()).as("of a GET that has not all").isNotZero();
    visit("-H", HttpExchange.bearer(exchange.sender), exchange.url())
        .expectError(404, "noSuchTransfer");
  }

  @Test
  void refusesToGetSeveralFilesAsOne() {
    exchange.sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'a','size':3},{'name':'b','size':5}]}",
        exchange.receiver.username());
    exchange.offered().accepted();
    visit("-H", HttpExchange.bearer(exchange.receiver), exchange.url())
        .expectError(409, "notOneFile");
  }
}

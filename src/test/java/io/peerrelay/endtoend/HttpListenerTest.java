package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a client hears on its socket of bytes that go by HTTP, as a page does whose browser
 * downloads.
 */
class HttpListenerTest extends HttpFixture {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  HttpListenerTest() {
    super(relay);
  }

  @Test
  void tellsBothSidesHowFarItIs() {
    TestFile file = TestFile.of(5_000_000, 1);
    accept(file);
    Curl.Running get = exchange.get("copy");
    Curl.Running put = exchange.put("source", "--limit-rate", "5M");
    for (ForeignClient side : new ForeignClient[] {exchange.sender, exchange.receiver})
      await()
          .untilAsserted(
              () ->
                  assertThat(side.progress())
                      .anyMatch(
                          progress -> progress.bytes() > 0 && progress.total() == file.size()));
    put.end().expect(200);
    get.end().expect(200);
  }

  @Test
  void tellsTheReceiverThatItsDownloadBrokeOff() {
    TestFile file = TestFile.of(5_000_000, 3);
    accept(file);
    Curl.Running get = exchange.get("copy");
    Curl.Running put = exchange.put("source", "--limit-rate", "2M");
    await().until(() -> !exchange.receiver.progress().isEmpty());
    get.kill();
    // Where the PUT came after the GET, the sender changed its way before.
    await()
        .until(
            () ->
                exchange
                    .receiver
                    .awaitMessage("paused")
                    .path("by")
                    .asText()
                    .equals(exchange.receiver.username()));
    put.kill();
  }

  @Test
  void tellsTheReceiverThatTheSenderIsAway() {
    exchange.offer("a.bin", 5_000_000).accepted();
    Curl.Running get = exchange.get("copy");
    exchange.sender.expect("accepted");
    exchange.sender.close();
    JsonNode paused = exchange.receiver.expect("paused");
    assertThat(paused.path("by").asText()).isEqualTo(exchange.sender.username());
    get.kill();
  }

  @Test
  void joinsSeveralFilesWhereThatIsAskedFor() {
    TestFile both = TestFile.of(300_000, 2);
    exchange.store("source", both);
    exchange.sender.send(
        "{'type':'offer','to':'%s','files':[{'name':'d/a','size':100000},{'name':'d/e/','size':0},"
            + "{'name':'d/b','size':200000}]}",
        exchange.receiver.username());
    exchange.offered().accepted();
    Curl.Running get =
        exchange.curl.start(
            "-o",
            "copy",
            "-H",
            HttpExchange.bearer(exchange.receiver),
            exchange.url() + "?files=joined");
    exchange.put("source").end().expect(200);
    Curl.Result got = get.end().expect(200);
    assertThat(got.header("Content-Disposition")).get().asString().contains("\"files\"");
    expectCopyOf(both);
  }
}

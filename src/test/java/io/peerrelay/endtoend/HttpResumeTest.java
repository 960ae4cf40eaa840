package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.client.FolderSink;
import io.peerrelay.client.IncomingTransfer;
import io.peerrelay.client.OfferedFile;
import io.peerrelay.client.OutgoingTransfer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are killed in the middle, and others that go on from there. */
class HttpResumeTest extends HttpFixture {
  /** More than the network takes by itself. */
  private static final int SIZE = 40_000_000;

  /** So slow that it can be killed in the middle: bytes a second. */
  private static final String SLOWLY = "20M";

  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  private final TestFile file = TestFile.of(SIZE, 1);

  HttpResumeTest() {
    super(relay);
  }

  @BeforeEach
  void store() {
    exchange.store("source", file);
  }

  private long size(String name) {
    try {
      Path path = folder.resolve(name);
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitSize(String name, long size) {
    await().until(() -> size(name) >= size);
  }

  @Test
  void goesOnAfterTheSendingCurlWasKilled() {
    exchange.offer("a.bin", SIZE).accepted();
    Curl.Running get = exchange.get("copy");
    Curl.Running put = exchange.put("source", "--limit-rate", SLOWLY);
    awaitSize("copy", 2_000_000);
    put.kill();
    exchange.putTheRest("source").expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }

  @Test
  void goesOnAfterTheReceivingCurlWasKilled() {
    exchange.offer("a.bin", SIZE).accepted();
    Curl.Running get = exchange.get("copy", "--limit-rate", SLOWLY);
    Curl.Running put = exchange.put("source");
    awaitSize("copy", 2_000_000);
    get.kill();
    long kept = size("copy");
    Curl.Running again = exchange.get("copy", "-C", "-");
    Curl.Result broken = put.end().expectError(409, "wrongOffset");
    assertThat(Long.parseLong(broken.header("Upload-Offset").orElseThrow()))
        .isLessThanOrEqualTo(kept);
    exchange.putTheRest("source").expect(200);
    again.end().expect(206);
    expectCopyOf(file);
  }

  @Test
  void goesOnFromASocketAfterTheReceivingCurlWasKilled() throws Exception {
    try (Person anna = person("anna");
        Person boris = person("boris")) {
      OutgoingTransfer sending = anna.offer(boris, OfferedFile.of("a.bin", file.bytes()));
      CompletableFuture<String> told = new CompletableFuture<>();
      boris.nextOffer().acceptByAddress(null, told::complete);
      String url = await(told);
      Curl.Running get = exchange.curl.start("-o", "copy", "--limit-rate", SLOWLY, url);
      awaitSize("copy", 2_000_000);
      get.kill();
      String token = HttpExchange.bearer(device(boris));
      String address = url.substring(0, url.indexOf("?"));
      exchange.curl.run("-o", "copy", "-C", "-", "-H", token, address).expect(206);
      assertThat(await(sending.completed()).bytes()).isEqualTo(SIZE);
      expectCopyOf(file);
    }
  }

  @Test
  void bringsAFileToTheClientLibrary() throws Exception {
    try (Person boris = person("boris")) {
      exchange.sender.send(
          "{'type':'offer','to':'%s','files':[{'name':'copy','size':%d}]}", boris.name, SIZE);
      exchange.sender.expect("offered");
      IncomingTransfer receiving = await(boris.nextOffer().accept(new FolderSink(folder)));
      String url = exchange.sender.expect("accepted").path("url").asText();
      Curl.Running put = exchange.curl.start("-T", "source", "--limit-rate", SLOWLY, url);
      awaitProgress(receiving, 2_000_000);
      put.kill();
      String token = HttpExchange.bearer(exchange.sender);
      String address = url.substring(0, url.indexOf("?"));
      await()
          .until(
              () -> {
                Curl.Result head = exchange.curl.run("-I", "-H", token, address);
                String offset = head.header("Upload-Offset").orElse("0");
                return exchange
                        .curl
                        .run("-T", "source", "-C", offset, "-H", token, address)
                        .status()
                    == 200;
              });
      assertThat(await(receiving.completed()).bytes()).isEqualTo(SIZE);
      expectCopyOf(file);
    }
  }

  private static void awaitProgress(IncomingTransfer transfer, long bytes) {
    AtomicLong progress = new AtomicLong();
    transfer.onProgress(progress::set);
    await().until(() -> progress.get() >= bytes);
  }

  private static Person person(String name) {
    return new Person(URI.create("ws://127.0.0.1:" + relay.address().getPort()), name);
  }

  /** Another device of a person, for its token. */
  private static ForeignClient device(Person person) {
    return ForeignClient.login(relay.address(), person.name.value(), Person.PASSWORD.value());
  }
}

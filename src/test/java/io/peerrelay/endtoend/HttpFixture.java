package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two users who move files by HTTP, and leave a relay in which nothing runs. */
abstract class HttpFixture {
  @TempDir Path folder;
  HttpExchange exchange;
  private final RunningRelay relay;

  HttpFixture(RunningRelay relay) {
    this.relay = relay;
  }

  @BeforeEach
  void logIn() {
    exchange = new HttpExchange(relay.address(), folder);
  }

  @AfterEach
  void leaveNothingOpen() {
    try {
      await().until(() -> relay.runningTransfers() == 0);
    } finally {
      exchange.close();
    }
  }

  /** From here on {@code source} can be put and {@code copy} can be got. */
  void accept(TestFile file) {
    exchange.store("source", file);
    exchange.offer("a.bin", file.size()).accepted();
  }

  void expectCopyOf(TestFile file) {
    assertThat(folder.resolve("copy")).hasBinaryContent(file.bytes());
  }

  /** Whatever went wrong before, the file still comes through. */
  void expectUnharmed(TestFile file) {
    Curl.Running get = exchange.get("copy");
    exchange.putTheRest("source").expect(200);
    get.end().expect(200);
    expectCopyOf(file);
  }
}

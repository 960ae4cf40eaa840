package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final ActorTestKit kit = TestServer.testKit();

  private final TestServer.Puppet puppet = new TestServer.Puppet(kit);

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void pingsASilentSocketAgainAndAgain() throws Exception {
    try (TestServer server = serve(50, 60_000);
        RawClient client = RawClient.open(server.port())) {
      assertThat(client.read()).usingRecursiveComparison().isEqualTo(ping());
      assertThat(client.read()).usingRecursiveComparison().isEqualTo(ping());
    }
  }

  @Test
  void cutsOffASocketFromWhichNothingIsHeard() throws Exception {
    try (TestServer server = serve(50, 300);
        RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings handler = puppet.take();
      assertThatThrownBy(
              () -> {
                while (true) {
                  assertThat(client.read().opcode()).isEqualTo(Opcode.PING);
                }
              })
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      handler.in().expectSubscriptionAndComplete();
      handler.out().expectCancellation();
    }
  }

  @Test
  void keepsASocketThatAnswers() throws Exception {
    try (TestServer server = serve(50, 1000);
        RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings handler = puppet.take();
      long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
      while (System.nanoTime() < end) {
        client.frame(true, Opcode.PONG, client.read().payload());
      }
      handler.in().request(1);
      client.text("still here");
      handler.in().expectNext(new Message.Text("still here"));
    }
  }

  @Test
  void doesNotBlameThePeerForAHandlerThatHoldsItBack() throws Exception {
    try (TestServer server = serve(50, 300);
        RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings handler = puppet.take();
      handler.in().ensureSubscription();
      client.text("x"); // waits in the stage, unread by the handler
      handler.in().expectNoMessage(Duration.ofMillis(1500));
      handler.in().request(1);
      handler.in().expectNext(new Message.Text("x"));
      client.text("still here");
      handler.in().request(1);
      handler.in().expectNext(new Message.Text("still here"));
    }
  }

  @Test
  void refusesALimitThatLeavesNoTimeForAPong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Heartbeat.start(kit.system(), Duration.ofSeconds(5), Duration.ofSeconds(5)))
        .withMessage("silenceLimit: PT5S (expected: > pingInterval, PT5S)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heartbeat.start(kit.system(), Duration.ZERO, Duration.ofSeconds(5)));
  }

  private TestServer serve(long pingMillis, long silenceMillis) {
    Heartbeat heartbeat =
        Heartbeat.start(
            kit.system(), Duration.ofMillis(pingMillis), Duration.ofMillis(silenceMillis));
    return TestServer.start(kit, TestServer.LIMITS, heartbeat, puppet.flow());
  }

  private static RawClient.Frame ping() {
    return new RawClient.Frame(true, Opcode.PING, new byte[0]);
  }
}

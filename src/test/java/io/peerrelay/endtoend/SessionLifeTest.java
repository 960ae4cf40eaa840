package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logging in and out, on several devices, with and without offers that wait. */
class SessionLifeTest {
  @RegisterExtension static final RunningRelay relay = new RunningRelay("");

  @Test
  void welcomesWithWhatTheClientMayDo() {
    try (ForeignClient client = ForeignClient.connect(relay.address())) {
      client.send("{'type':'register','username':'Wanda','password':'correct horse 7'}");
      client.expect("registered");
      client.send(
          "{'type':'login','id':'l','username':'wanda','password':'correct horse 7','device':'x'}");
      JsonNode welcome = client.expect("welcome");
      assertThat(welcome.path("re").asText()).isEqualTo("l");
      assertThat(welcome.path("username").asText()).isEqualTo("Wanda");
      assertThat(welcome.path("device").asText()).isEqualTo("x");
      assertThat(welcome.path("node").asText()).isNotBlank();
      assertThat(welcome.path("limits").path("credit").asLong()).isEqualTo(256 * 1024);
    }
  }

  @Test
  void showsAWaitingOfferToADeviceThatLogsInLaterAndAgainAfterAReconnect() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient receiver = relay.newUser("receiver")) {
      String first = Exchange.offer(sender, receiver, 7);
      String second = Exchange.offer(sender, receiver, 8);
      try (ForeignClient phone = relay.anotherDevice(receiver)) {
        assertThat(phone.expect("offer").path("transfer").asText()).isEqualTo(first);
        assertThat(phone.expect("offer").path("transfer").asText()).isEqualTo(second);
      }
      receiver.abort();
      try (ForeignClient again = relay.anotherDevice(receiver)) {
        assertThat(again.expect("offer").path("transfer").asText()).isEqualTo(first);
        assertThat(again.expect("offer").path("transfer").asText()).isEqualTo(second);
        Exchange.accept(sender, again, second);
        again.expectNothing();
      }
      sender.expect("paused");
      try (ForeignClient once = relay.anotherDevice(receiver)) {
        assertThat(once.expect("offer").path("transfer").asText()).isEqualTo(first);
        once.expectNothing();
      }
    }
  }

  @Test
  void saysByeAndClosesOnLogout() {
    try (ForeignClient client = relay.newUser("clara")) {
      client.send("{'type':'logout','id':'x'}");
      assertThat(client.expect("bye").path("re").asText()).isEqualTo("x");
      assertThat(client.expectClosed()).isEqualTo(1000);
    }
  }

  @Test
  void leavesTheOtherDeviceAloneWhenOneLogsOut() {
    try (ForeignClient sender = relay.newUser("sender");
        ForeignClient laptop = relay.newUser("receiver");
        ForeignClient phone = relay.anotherDevice(laptop)) {
      laptop.send("{'type':'logout'}");
      laptop.expect("bye");
      assertThat(laptop.expectClosed()).isEqualTo(1000);
      TestFile file = TestFile.of(1_000, 1);
      Exchange exchange =
          Exchange.accept(sender, phone, Exchange.offer(sender, phone, file.size()));
      exchange.send(file.bytes());
      exchange.complete(file);
    }
  }

  @Test
  void takesRequestsRightBehindTheLogin() {
    try (ForeignClient receiver = relay.newUser("receiver");
        RawClient sender = RawClient.connect(relay.address())) {
      sender.send("{'type':'register','username':'pipeliner','password':'correct horse 7'}");
      assertThat(sender.readText()).contains("registered");
      sender.send("{'type':'login','id':'1','username':'pipeliner','password':'correct horse 7'}");
      sender.send(
          "{'type':'offer','id':'2','to':'%s','files':[{'name':'a','size':1}]}",
          receiver.username());
      sender.send("{'type':'ping','id':'3'}");
      assertThat(sender.readText()).contains("welcome").contains("\"re\":\"1\"");
      String next = sender.readText();
      String last = sender.readText();
      assertThat(next + last).contains("offered").contains("\"re\":\"2\"").contains("pong");
      receiver.expect("offer");
    }
  }

  @Test
  void sendsEverybodyAwayWhenItStops() throws IOException {
    RunningRelay stopping = new RunningRelay("");
    stopping.beforeAll(null);
    try (ForeignClient loggedIn = stopping.newUser("clara");
        ForeignClient stranger = ForeignClient.connect(stopping.address())) {
      stranger.expectNothing();
      long start = System.nanoTime();
      stopping.node().close();
      assertThat(loggedIn.expectClosed()).isEqualTo(1001);
      assertThat(stranger.expectClosed()).isEqualTo(1001);
      assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }
  }
}

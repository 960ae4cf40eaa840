package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Frames that break WebSocket's rules or the relay's: what closes a socket, and with which code.
 */
class BadFramesTest {
  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x40;

  @RegisterExtension
  @Order(1)
  static final RunningRelay relay = new RunningRelay("relay.http.null-origin = false");

  @RegisterExtension
  @Order(2)
  static final Bystanders bystanders = new Bystanders(relay);

  @Test
  void opensNoSocketForAPageWithoutAnOriginWhereThatIsNotAllowed() {
    assertThatThrownBy(() -> RawClient.connect(relay.address(), 65_536, "/", "Origin: null"))
        .hasMessageContaining("403");
    RawClient.connect(relay.address(), 65_536, "/", "Origin: http://elsewhere.example").close();
  }

  @Test
  void closesOnTextOverTheLimit() {
    try (RawClient client = RawClient.connect(relay.address())) {
      client.sendFrame(FINAL | RawClient.TEXT, new byte[1024 * 1024]);
      assertThat(client.readCloseCode()).isEqualTo(1009);
      client.readToEnd();
    }
  }

  @Test
  void closesOnABinaryFrameOverTheLimit() {
    try (RawClient client = RawClient.connect(relay.address())) {
      client.sendFrame(FINAL | RawClient.BINARY, new byte[1024 * 1024 + 1]);
      assertThat(client.readCloseCode()).isEqualTo(1009);
    }
  }

  @Test
  void closesOnAFrameThatAnnouncesMoreThanAnySizeCanBe() {
    try (RawClient client = RawClient.connect(relay.address())) {
      byte[] header =
          ByteBuffer.allocate(14)
              .put((byte) (FINAL | RawClient.BINARY))
              .put((byte) 0xff)
              .putLong(1L << 63)
              .putInt(0)
              .array();
      client.write(header);
      assertThat(client.readCloseCode()).isIn(1002, 1009);
      client.readToEnd();
    }
  }

  @Test
  void closesOnAnUnmaskedFrame() {
    try (RawClient client = RawClient.connect(relay.address())) {
      client.write((byte) (FINAL | RawClient.TEXT), (byte) 2, (byte) '{', (byte) '}');
      assertThat(client.readCloseCode()).isEqualTo(1002);
      client.readToEnd();
    }
  }

  @Test
  void closesOnReservedBits() {
    try (RawClient client = RawClient.connect(relay.address())) {
      client.sendFrame(FINAL | RESERVED | RawClient.TEXT, new byte[0]);
      assertThat(client.readCloseCode()).isEqualTo(1002);
    }
  }

  @Test
  void closesOnTextThatIsNotUtf8() {
    try (RawClient client = RawClient.connect(relay.address())) {
      client.sendFrame(FINAL | RawClient.TEXT, new byte[] {(byte) 0xc3, (byte) 0x28});
      assertThat(client.readCloseCode()).isEqualTo(1007);
    }
  }

  @Test
  void closesOnBytesForAStreamThatWasNeverOpened() {
    try (ForeignClient client = relay.newUser("clara")) {
      client.sendBytes(1, new byte[10]);
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void closesOnBytesForStreamZero() {
    try (ForeignClient client = relay.newUser("clara")) {
      client.sendBytes(0, new byte[10]);
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void closesOnBytesBeforeTheLogin() {
    try (ForeignClient client = ForeignClient.connect(relay.address())) {
      client.sendBytes(1, new byte[10]);
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void closesOnABinaryFrameTooShortToNameAStream() {
    try (ForeignClient client = relay.newUser("clara")) {
      client.sendFrame(new byte[] {0, 0, 1});
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void closesOnAnEmptyBinaryFrame() {
    try (ForeignClient client = relay.newUser("clara")) {
      client.sendFrame(new byte[0]);
      assertThat(client.expectClosed()).isEqualTo(1008);
    }
  }

  @Test
  void takesAStreamNumberCutIntoFragments() {
    try (RawClient sender = RawClient.loggedIn(relay.address(), "fragmenter", 65_536);
        ForeignClient receiver = relay.newUser("clara")) {
      sender.send(
          "{'type':'offer','to':'%s','files':[{'name':'a','size':3}]}", receiver.username());
      assertThat(sender.readText()).contains("offered");
      String transfer = receiver.expect("offer").path("transfer").asText();
      receiver.send("{'type':'accept','transfer':'%s'}", transfer);
      long incoming = receiver.expect("accepted").path("stream").asLong();
      assertThat(sender.readText()).contains("accepted").contains("\"stream\":1,");
      sender.sendFrame(RawClient.BINARY, new byte[] {0, 0});
      sender.sendFrame(0, new byte[] {0});
      sender.sendFrame(0, new byte[] {1, 'a'});
      sender.sendFrame(FINAL, new byte[] {'b', 'c'});
      receiver.awaitReceived(incoming, 3);
      assertThat(receiver.received(incoming)).containsExactly('a', 'b', 'c');
    }
  }

  @Test
  void answersBytesOnAStreamThatTheClientReceives() {
    try (ForeignClient sender = relay.newUser("clara");
        ForeignClient receiver = relay.newUser("david")) {
      TestFile file = TestFile.of(1_000, 1);
      Exchange exchange = Exchange.accepted(sender, receiver, file.size());
      receiver.sendBytes(exchange.incoming(), new byte[10]);
      receiver.expectError("badField");
      exchange.send(file.bytes());
      exchange.complete(file);
    }
  }

  @Test
  void dropsBytesThatComeAfterTheEndOfTheirStream() {
    try (ForeignClient sender = relay.newUser("clara");
        ForeignClient receiver = relay.newUser("david")) {
      Exchange exchange = Exchange.accepted(sender, receiver, 1_000);
      receiver.send("{'type':'cancel','transfer':'%s'}", exchange.transfer());
      receiver.expect("cancelled");
      sender.expect("cancelled");
      exchange.send(new byte[500]);
      sender.expectNothing();
      receiver.expectNothing();
      assertThat(receiver.received(exchange.incoming())).isEmpty();
    }
  }
}

package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolErrorTest {
  private static final ActorTestKit kit = TestServer.testKit();
  private static final TestServer.Puppet puppet = new TestServer.Puppet(kit);
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(kit, TestServer.LIMITS, TestServer.calm(kit), puppet.flow());
  }

  @AfterAll
  static void stop() {
    server.close();
    kit.shutdownTestKit();
  }

  /** The bytes, with a mask of zeros wherever they are masked. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "unmasked frame, 810548656c6c6f, 1002, is not masked",
    "first reserved bit, C18000000000, 1002, reserved bits are set",
    "third reserved bit, 918000000000, 1002, reserved bits are set",
    "unknown data opcode, 838000000000, 1002, unknown opcode 3",
    "unknown control opcode, 8B8000000000, 1002, unknown opcode 11",
    "fragmented ping, 098000000000, 1002, a control frame is fragmented",
    "ping of 126 bytes, 89FE007E00000000, 1002, longer than 125 bytes",
    "continuation of nothing, 808000000000, 1002, no message to continue",
    "text within a text, 018000000000818000000000, 1002, before the one under way has ended",
    "2^63 bytes, 82FF800000000000000000000000, 1002, top bit",
    "length too long, 82FE000100000000, 1002, not in its shortest form",
    "text not UTF-8, 818300000000FFFFFF, 1007, not UTF-8",
    "text that ends in a character, 818200000000E282, 1007, not UTF-8",
    "text wrong at its start with more to come, 81E400000000C0, 1007, not UTF-8",
    "header of a text over the limit, 81FE03E900000000, 1009, longer than 1000 bytes",
    "header of a binary frame over the limit, 82FF000000000001000100000000, 1009, longer than 65536",
    "half a close code, 88810000000003, 1002, half a code",
    "close code that may not be sent, 88820000000003ED, 1002, close code 1005",
    "close reason not UTF-8, 88830000000003E8FF, 1007, reason is not UTF-8",
  })
  void closesWithTheCodeAndASentence(String name, String hex, int code, String sentence)
      throws Exception {
    try (RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings handler = puppet.take();
      handler.in().request(10);
      client.raw(HexFormat.of().parseHex(hex));

      Message.Close close = client.read().close();
      assertThat(close.code()).isEqualTo(code);
      assertThat(close.reason()).contains(sentence);
      handler.in().expectComplete();
      handler.out().expectCancellation();
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void addsUpTheFragmentsOfAText() throws Exception {
    try (RawClient client = RawClient.open(server.port())) {
      client.frame(false, Opcode.TEXT, new byte[600]);
      client.raw(HexFormat.of().parseHex("80FE019100000000")); // 401 more, announced only
      assertThat(client.read().close().code()).isEqualTo(CloseCode.TOO_BIG);
      puppet.take();
    }
  }

  @Test
  void aPeerThatGoesOnSendingStillReadsWhy() throws Exception {
    try (RawClient client = RawClient.open(server.port())) {
      puppet.take();
      client.frame(true, Opcode.BINARY, new byte[1024 * 1024]);
      assertThat(client.read().close().code()).isEqualTo(CloseCode.TOO_BIG);
    }
  }

  @Test
  void theLimitItselfIsAllowed() throws Exception {
    try (RawClient client = RawClient.open(server.port())) {
      TestServer.Puppet.Strings handler = puppet.take();
      String text = "x".repeat(1000);
      client.frame(false, Opcode.TEXT, text.substring(0, 999).getBytes(StandardCharsets.UTF_8));
      client.frame(true, Opcode.CONTINUATION, (byte) 'x');
      handler.in().request(1);
      handler.in().expectNext(new Message.Text(text));
      client.frame(true, Opcode.BINARY, new byte[65536]);
      handler.in().request(100);
      int received = 0;
      while (received < 65536) {
        received += ((Message.Binary) handler.in().expectNext()).bytes().size();
      }
      assertThat(received).isEqualTo(65536);
    }
  }
}

package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  @Test
  void aCloseIsReadAsItWasWritten() throws ProtocolViolation {
    Message.Close close = new Message.Close(4503, "too slow: ü");
    assertThat(Message.Close.decode(close.encode())).contains(close);
    assertThat(Message.Close.decode(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"03, 1002", "03E7, 1002", "03ED, 1002", "03E8C0, 1007", "03E8E282, 1007"})
  void refusesABrokenClosePayload(String hex, int code) {
    assertThatThrownBy(() -> Message.Close.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            ProtocolViolation.class,
            violation -> assertThat(violation.closeCode()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000})
  void cannotCloseWithACodeThatMayNotBeSent(int code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Message.Close(code, ""))
        .withMessageContaining("code: " + code);
  }

  @Test
  void cannotCloseWithAReasonThatDoesNotFit() {
    assertThat(new Message.Close(1000, "x".repeat(123)).encode()).hasSize(125);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Message.Close(1000, "ü".repeat(62)))
        .withMessageContaining("reason: 124 bytes");
  }
}

package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import akka.util.ByteString;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {
  private final FrameEncoder encoder = new FrameEncoder();

  @Test
  void writesTheExamplesOfTheStandard() {
    assertThat(hex(new Message.Text("Hello"))).isEqualTo("810548656c6c6f");
    assertThat(hex(new Message.Text("Hello").encode())).isEqualTo("810548656c6c6f");
    assertThat(hex(Message.Binary.whole(zeros(256)))).startsWith("827e010000");
    assertThat(hex(Message.Binary.whole(zeros(65536)))).startsWith("827f000000000001000000");
    assertThat(hex(new Message.Close(1000, "ok"))).isEqualTo("880403e86f6b");
  }

  @Test
  void writesTheLaterPartsOfAMessageAsContinuations() {
    assertThat(hex(new Message.Binary(zeros(1), true, false))).isEqualTo("020100");
    assertThat(hex(new Message.Binary(zeros(2), false, false))).isEqualTo("00020000");
    assertThat(hex(new Message.Binary(zeros(0), false, true))).isEqualTo("8000");
    assertThat(hex(new Message.Text(""))).isEqualTo("8100");
  }

  @Test
  void refusesMessagesThatWouldBeMixed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> encoder.encode(new Message.Binary(zeros(1), false, true)));
    encoder.encode(new Message.Binary(zeros(1), true, false));
    assertThatIllegalStateException().isThrownBy(() -> encoder.encode(new Message.Text("x")));
    assertThatIllegalStateException()
        .isThrownBy(() -> encoder.encode(Message.Binary.whole(zeros(1))));
  }

  private String hex(Message message) {
    return HexFormat.of().formatHex(encoder.encode(message).toArray());
  }

  private static ByteString zeros(int size) {
    return ByteString.fromArray(new byte[size]);
  }
}

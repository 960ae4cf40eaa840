package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameHeaderTest {
  @Test
  void readsTheExamplesOfTheStandard() throws ProtocolViolation {
    assertThat(parse("8105")).isEqualTo(FrameHeader.unmasked(true, Opcode.TEXT, 5));
    assertThat(parse("818537fa213d"))
        .isEqualTo(FrameHeader.masked(true, Opcode.TEXT, 5, 0x37fa213d));
    assertThat(parse("0103")).isEqualTo(FrameHeader.unmasked(false, Opcode.TEXT, 3));
    assertThat(parse("8002")).isEqualTo(FrameHeader.unmasked(true, Opcode.CONTINUATION, 2));
    assertThat(parse("8905")).isEqualTo(FrameHeader.unmasked(true, Opcode.PING, 5));
    assertThat(parse("827e0100")).isEqualTo(FrameHeader.unmasked(true, Opcode.BINARY, 256));
    assertThat(parse("827f0000000000010000"))
        .isEqualTo(FrameHeader.unmasked(true, Opcode.BINARY, 65536));
  }

  @Property
  void readsWhatItWroteAndNoByteMore(@ForAll("headers") FrameHeader header)
      throws ProtocolViolation {
    ByteBuffer wire = ByteBuffer.allocate(FrameHeader.MAX_SIZE + 1);
    header.encode(wire);
    assertThat(wire.position()).isEqualTo(header.size());
    wire.rewind();
    assertThat(FrameHeader.parse(wire)).isEqualTo(header);
    assertThat(wire.position()).isEqualTo(header.size());
  }

  @Property
  void waitsForTheWholeHeaderAndLeavesTheBufferAlone(@ForAll("headers") FrameHeader header)
      throws ProtocolViolation {
    ByteBuffer wire = ByteBuffer.allocate(header.size());
    header.encode(wire);
    for (int size = 0; size < header.size(); size++) {
      wire.position(0).limit(size);
      assertThat(FrameHeader.parse(wire)).isNull();
      assertThat(wire.position()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "C180, reserved bits are set",
    "A180, reserved bits are set",
    "9180, reserved bits are set",
    "8380, unknown opcode 3",
    "8F80, unknown opcode 15",
    "0980, a control frame is fragmented",
    "88FE, a control frame is longer than 125 bytes",
    "82FF8000000000000000, the top bit of the payload length is set",
    "827F8000000000000000, the top bit of the payload length is set",
    "827E007D, the payload length is not in its shortest form",
    "827F000000000000FFFF, the payload length is not in its shortest form",
    "827F0000000000000001, the payload length is not in its shortest form",
  })
  void refusesWhatTheStandardForbids(String wire, String why) {
    assertThatThrownBy(() -> parse(wire.length() == 20 ? wire + "00000000" : wire))
        .isInstanceOfSatisfying(
            ProtocolViolation.class, violation -> assertThat(violation.closeCode()).isEqualTo(1002))
        .hasMessageStartingWith(why);
  }

  @Test
  void cannotBeBuiltIllegal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameHeader.unmasked(true, Opcode.BINARY, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameHeader.unmasked(true, Opcode.PING, 126));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameHeader.unmasked(false, Opcode.CLOSE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(true, Opcode.TEXT, 0, false, 7));
  }

  @Provide
  Arbitrary<FrameHeader> headers() {
    Arbitrary<Long> lengths =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 125L, 126L, 127L, 0xffffL, 0x10000L, Long.MAX_VALUE),
            Arbitraries.longs().greaterOrEqual(0));
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(Opcode.class),
            lengths,
            Arbitraries.of(true, false),
            Arbitraries.integers())
        .as(
            (last, opcode, length, masked, mask) ->
                new FrameHeader(
                    last || opcode.isControl(),
                    opcode,
                    opcode.isControl() ? length % 126 : length,
                    masked,
                    masked ? mask : 0));
  }

  private static FrameHeader parse(String hex) throws ProtocolViolation {
    return FrameHeader.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }
}

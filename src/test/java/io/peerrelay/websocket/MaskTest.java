package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MaskTest {
  @Test
  void unmasksTheExampleOfTheStandard() {
    byte[] payload = HexFormat.of().parseHex("7f9f4d5158");
    Mask.apply(payload, 0, 5, 0x37fa213d, 0);
    assertThat(new String(payload, UTF_8)).isEqualTo("Hello");
  }

  @Property
  void masksTheRangeByteByByteAndNothingElse(
      @ForAll @Size(max = 80) byte[] bytes,
      @ForAll @IntRange(max = 20) int before,
      @ForAll @IntRange(max = 20) int after,
      @ForAll int key,
      @ForAll @IntRange(max = 1000) int offset) {
    int from = Math.min(before, bytes.length);
    int length = Math.max(0, bytes.length - from - after);
    byte[] expected = bytes.clone();
    for (int i = 0; i < length; i++) {
      expected[from + i] ^= (byte) (key >>> (24 - 8 * ((offset + i) % 4)));
    }
    Mask.apply(bytes, from, length, key, offset);
    assertThat(bytes).isEqualTo(expected);
  }

  @Property
  void maskingPieceByPieceIsMaskingAtOnce(
      @ForAll @Size(max = 80) byte[] bytes, @ForAll @IntRange(max = 80) int cut, @ForAll int key) {
    byte[] pieces = bytes.clone();
    int at = Math.min(cut, bytes.length);
    Mask.apply(pieces, 0, at, key, 0);
    Mask.apply(pieces, at, bytes.length - at, key, at);
    Mask.apply(bytes, 0, bytes.length, key, 0);
    assertThat(pieces).isEqualTo(bytes);
  }
}

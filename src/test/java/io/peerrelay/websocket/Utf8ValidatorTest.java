package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8ValidatorTest {
  @Property(tries = 5000)
  void agreesWithTheJdkHoweverTheTextIsCut(
      @ForAll("nearlyUtf8") byte[] bytes, @ForAll @IntRange(max = 40) int cut) {
    Utf8Validator validator = new Utf8Validator();
    int at = Math.min(cut, bytes.length);
    boolean valid =
        validator.accepts(bytes, 0, at)
            && validator.accepts(bytes, at, bytes.length)
            && validator.isComplete();
    assertThat(valid).isEqualTo(isUtf8(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "61C0, 1", // overlong
    "61E09F, 2",
    "61EDA0, 2", // a surrogate
    "61F48F80C0, 4",
    "61F490, 2", // above U+10FFFF
    "61F5, 1",
    "6180, 1", // nothing to continue
    "61626364656667686162636465666768FF, 16",
  })
  void refusesAtTheFirstWrongByte(String hex, int wrong) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(new Utf8Validator().accepts(bytes, 0, wrong)).isTrue();
    assertThat(new Utf8Validator().accepts(bytes, 0, wrong + 1)).isFalse();
  }

  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<byte[]> texts =
        Arbitraries.strings().ofMaxLength(20).map(text -> text.getBytes(UTF_8));
    Arbitrary<byte[]> leads =
        Arbitraries.bytes()
            .filter(value -> value < 0)
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(5);
    Arbitrary<byte[]> spoiled =
        texts
            .filter(text -> text.length > 0)
            .flatMap(
                text ->
                    Arbitraries.integers()
                        .between(0, text.length - 1)
                        .flatMap(
                            at ->
                                Arbitraries.bytes()
                                    .map(
                                        value -> {
                                          byte[] copy = text.clone();
                                          copy[at] = value;
                                          return copy;
                                        })));
    return Arbitraries.oneOf(texts, leads, spoiled);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

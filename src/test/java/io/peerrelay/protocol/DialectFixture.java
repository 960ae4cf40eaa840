package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What messages are made of, as any client may write it. */
abstract class DialectFixture {
  static final ObjectMapper JSON = new ObjectMapper();

  /** What a refusal says can be sent, and written into a log as one line. */
  static void assertAnswerable(Request request) {
    if (!(request instanceof Request.Refused refused)) return;
    String message = refused.problem().message();
    assertThat(message).contains("(expected: ").hasSizeLessThan(400);
    assertThat(message.codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(RelayDialect.decodeAnswer(RelayDialect.encode(null, refused.problem().toError())))
        .isNotNull();
  }

  @Provide
  Arbitrary<String> ids() {
    return plain(64).injectNull(0.2);
  }

  @Provide
  Arbitrary<String> plain() {
    return plain(200);
  }

  /** Any well-formed text. */
  static Arbitrary<String> plain(int most) {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(most)
        .filter(
            text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abzABZ019._@+-äÖßẞσςΣıİéﬁŉΐ")
        .ofMinLength(3)
        .ofMaxLength(64);
  }

  @Provide
  Arbitrary<String> channels() {
    return Arbitraries.strings()
        .withChars("abzABZ019._-äÖßẞσςΣıİéﬁŉΐжЖ本ق")
        .ofMinLength(1)
        .ofMaxLength(64)
        .map("#"::concat);
  }

  Arbitrary<Recipient> recipients() {
    return Arbitraries.oneOf(names(), channels()).map(Recipient::of);
  }

  static Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(1, (1L << 53) - 1);
  }

  static Arbitrary<String> visible(int least, int most) {
    return plain(most)
        .map(text -> text.replaceAll("\\p{Cc}", "_"))
        .filter(text -> text.length() >= least);
  }
}

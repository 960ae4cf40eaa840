package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  @ParameterizedTest
  @ValueSource(strings = {"bob", "Zoë@häuser+1", "𐐷𐐷𐐷"})
  void findsTheNameItWasMadeFor(String name) {
    Token token = Token.random(new Username(name));
    Token read = Token.read(token.text()).orElseThrow();
    assertThat(read.username().value()).isEqualTo(name);
    assertThat(read.hash()).isEqualTo(token.hash()).doesNotContain(token.text().value());
  }

  @Test
  void fitsTheLongestName() {
    Username longest = new Username("語".repeat(64));
    assertThat(Token.read(Token.random(longest).text())).isPresent();
  }

  @Test
  void isNeverTheSameTwice() {
    Username name = new Username("bob");
    assertThat(Stream.generate(() -> Token.random(name).text()).limit(100)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "Ym9i", "Ym9i.short", "!!!!.AAAA", "Ym9i.AAAA.AAAA"})
  void readsNothingElse(String text) {
    assertThat(Token.read(new Secret(text))).isEmpty();
  }
}

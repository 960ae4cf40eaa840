package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private final PasswordRules rules = new PasswordRules(8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seven77",
        "🍊🍊🍊🍊🍊🍊🍊",
        "Marianne",
        "xx-MARIANNE-xx",
        "PassWord123",
        "ｐａｓｓｗｏｒｄ",
        "12345678",
        "qwertyuiop"
      })
  void objectsToWhatIsEasilyGuessedWithoutRepeatingIt(String password) {
    Optional<Problem> objection = objection(password);
    assertThat(objection).map(Problem::code).contains(ErrorCode.WEAK_PASSWORD);
    assertThat(objection.get().message()).contains("expected").doesNotContain(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tangerine tree", "🍊🍊🍊🍊🍊🍊🍊🌳", "kx7#Lq2v", "        "})
  void letsPassWhatIsNot(String password) {
    assertThat(objection(password)).isEmpty();
  }

  @Test
  void namesTheMinimum() {
    assertThat(objection("short").get().message())
        .isEqualTo("password: 5 characters (expected: at least 8 characters)");
  }

  private Optional<Problem> objection(String password) {
    return rules.objection(new Secret(password), new Username("marianne"));
  }
}

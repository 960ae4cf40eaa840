package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final Argon2Settings COST = new Argon2Settings(64, 2, 2, 1, 1);
  private static final Secret PASSWORD = new Secret("tangerine tree");

  @Test
  void matchesWhatItWasMadeFromAndNothingElse() {
    PasswordHash hash = PasswordHash.of(PASSWORD, COST);
    assertThat(hash.matches(PASSWORD)).isTrue();
    assertThat(hash.matches(new Secret("tangerine tree "))).isFalse();
    assertThat(hash.matches(new Secret("Tangerine tree"))).isFalse();
  }

  @Test
  void isAPhcStringThatReadsBack() {
    PasswordHash hash = PasswordHash.of(PASSWORD, COST);
    assertThat(hash.phc()).matches("\\$argon2id\\$v=19\\$m=64,t=2,p=2\\$[^$=]{22}\\$[^$=]{43}");
    assertThat(new PasswordHash(hash.phc()).matches(PASSWORD)).isTrue();
  }

  @Test
  void saltsEachHash() {
    assertThat(PasswordHash.of(PASSWORD, COST)).isNotEqualTo(PasswordHash.of(PASSWORD, COST));
  }

  /** Test vectors of the reference implementation for version 19, two passes, one lane. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void matchesHashesOfOtherImplementations(String phc) {
    assertThat(new PasswordHash(phc).matches(new Secret("password"))).isTrue();
    assertThat(new PasswordHash(phc).matches(new Secret("passwore"))).isFalse();
  }

  /** RFC 9106, section 5.3: the library that does the work does it right. */
  @Test
  void standsOnAnArgon2idThatKeepsToTheRfc() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(3)
            .withMemoryAsKB(32)
            .withParallelism(4)
            .withSalt(Hex.decode("02".repeat(16)))
            .withSecret(Hex.decode("03".repeat(8)))
            .withAdditional(Hex.decode("04".repeat(12)))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(Hex.decode("01".repeat(32)), tag);
    assertThat(Hex.toHexString(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  @Test
  void takesEverySpellingOfALetterForTheSame() {
    PasswordHash hash = PasswordHash.of(new Secret("Zoë ﬁne Ａ1"), COST);
    assertThat(hash.matches(new Secret("Zoe\u0308 fine A1"))).isTrue();
  }

  @Test
  void matchesNothingIfItIsADecoy() {
    assertThat(PasswordHash.decoy(COST).matches(PASSWORD)).isFalse();
  }

  @Test
  void knowsWhenTheSettingsAskForMore() {
    PasswordHash hash = PasswordHash.of(PASSWORD, COST);
    assertThat(hash.weakerThan(COST)).isFalse();
    assertThat(hash.weakerThan(new Argon2Settings(128, 2, 2, 1, 1))).isTrue();
    assertThat(hash.weakerThan(new Argon2Settings(64, 3, 2, 1, 1))).isTrue();
    assertThat(hash.weakerThan(new Argon2Settings(32, 1, 1, 1, 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tangerine tree",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
      })
  void refusesWhatIsNoHash(String phc) {
    assertThatThrownBy(() -> new PasswordHash(phc)).isInstanceOf(IllegalArgumentException.class);
  }
}

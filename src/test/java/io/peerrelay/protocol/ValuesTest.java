package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void complainByTheirOwnNameWhereNoMessageHoldsThem() {
    assertThatThrownBy(() -> new Username("ab"))
        .isInstanceOf(InvalidField.class)
        .hasMessage("username: ab (expected: 3 to 64 letters, digits or any of . _ - @ +)");
    assertThatThrownBy(() -> new Secret(""))
        .hasMessageStartingWith("password, code or token: empty");
    assertThatThrownBy(() -> new TransferId(null)).hasMessageStartingWith("transfer: missing");
    assertThatThrownBy(() -> new EmailAddress("a@" + "b".repeat(300)))
        .hasMessageStartingWith("email: a@b")
        .hasMessageEndingWith("b… (expected: an address like name@example.org)");
  }

  @Test
  void usernamesKeepTheirCaseAndAreUniqueWithoutIt() {
    assertThat(new Username("Anna")).isEqualTo(new Username("aNNA")).hasToString("Anna");
    assertThat(new Username("Zoe\u0308")).isEqualTo(new Username("ZOË"));
    assertThat(new Username("Straße")).isEqualTo(new Username("STRASSE"));
    assertThat(new Username("anna.b")).isNotEqualTo(new Username("annab"));
  }

  @Test
  void emailAddressesAreUniqueWithoutCase() {
    assertThat(new EmailAddress("Anna@Example.org").key()).isEqualTo("anna@example.org");
    assertThat(new EmailAddress("o'neil+news@mail.example.org")).isNotNull();
    assertThat(new EmailAddress("root@localhost")).isNotNull();
  }

  @Test
  void digestsAreLowerCase() {
    assertThat(new Sha256("AB".repeat(32))).isEqualTo(new Sha256("ab".repeat(32)));
    assertThat(Sha256.of(new byte[32])).hasToString("0".repeat(64));
  }

  @Test
  void transferIdsAreNotGivenTwice() {
    assertThat(Stream.generate(TransferId::random).limit(1000)).doesNotHaveDuplicates();
    assertThat(TransferId.random().value()).hasSize(22);
  }
}

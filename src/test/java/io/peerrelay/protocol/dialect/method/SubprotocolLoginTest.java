package io.peerrelay.protocol.dialect.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubprotocolLoginTest {
  @Test
  void isAskedByTheFirstSubprotocol() {
    assertThat(SubprotocolLogin.isAsked(List.of("0login", "1anna", "2secret"))).isTrue();
    assertThat(SubprotocolLogin.isAsked(List.of("1anna", "0login"))).isFalse();
    assertThat(SubprotocolLogin.isAsked(List.of())).isFalse();
  }

  @Test
  void findsNameAndPasswordByTheirMarks() {
    List<String> offered = List.of("0login", "2secret", "1anna");
    assertThat(SubprotocolLogin.username(offered)).contains("anna");
    assertThat(SubprotocolLogin.password(offered)).contains("secret");
    assertThat(SubprotocolLogin.password(List.of("0login", "1anna"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anna, anna",
    "anna%40example.org, anna@example.org",
    "correct%20horse%207, correct horse 7",
    "gr%C3%BC%c3%9fe, grüße",
    "100%, 100%",
    "100%zz, 100%zz",
    "%4, %4",
    "%2541, %41",
    "%ff, %ff",
  })
  void readsWhatNoSubprotocolMayHold(String written, String meant) {
    assertThat(SubprotocolLogin.decoded(written)).isEqualTo(meant);
  }
}

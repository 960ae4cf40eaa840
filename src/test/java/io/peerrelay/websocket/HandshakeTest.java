package io.peerrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  @Test
  void acceptsTheKeyOfTheStandardAsTheStandardDoes() {
    assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void makesKeysThatAreKeysAndNeverTheSame() {
    assertThat(Handshake.isKey(Handshake.newKey())).isTrue();
    assertThat(Handshake.newKey()).isNotEqualTo(Handshake.newKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dGhlIHNhbXBsZQ==", "not base64 at all!!", "dGhlIHNhbXBsZSBub25jZSE="})
  void refusesWhatIsNoKey(String key) {
    assertThat(Handshake.isKey(key)).isFalse();
  }
}

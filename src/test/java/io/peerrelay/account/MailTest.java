package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.EmailAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
  @ParameterizedTest
  @ValueSource(strings = {"a\nBcc: eve@example.org", "a\r\n\r\nbody", "a\u0085b"})
  void refusesASubjectThatCouldStartAnotherHeader(String subject) {
    EmailAddress to = new EmailAddress("zoe@example.org");
    assertThatThrownBy(() -> new Mail(to, subject, "", "", Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zoe@example.org\nBcc: eve@example.org",
        "zoe,eve@example.org",
        "<eve>@example.org"
      })
  void goesToNoAddressThatCouldStartAnotherHeader(String address) {
    assertThatThrownBy(() -> new EmailAddress(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsItsTextToItself() {
    EmailAddress to = new EmailAddress("zoe@example.org");
    Mail mail = new Mail(to, "subject", "01234567", "<b>01234567</b>", Duration.ofMinutes(1));
    assertThat(mail.toString()).doesNotContain("01234567");
  }
}

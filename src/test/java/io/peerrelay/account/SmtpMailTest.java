package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.settings.MailSettings.Smtp;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpMailTest {
  private static final Mail MAIL =
      new Mail(
          new EmailAddress("zoe@example.org"),
          "Grüße",
          "Hello Zoë,\n\n01234567\n",
          "<p>Hello Zoë</p>",
          Duration.ofMinutes(15));
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsInTheClearWithoutALogin() throws Exception {
    new SmtpMail("relay@localhost", smtp(port(), "", false)).deliver(MAIL);
    assertReceived();
  }

  @Test
  void logsInWhereAUserIsSet() throws Exception {
    server.setUser("relay@localhost", "relay", "secret");
    new SmtpMail("relay@localhost", smtp(port(), "relay", false)).deliver(MAIL);
    assertReceived();
  }

  @Test
  void failsIfTheLoginIsRefused() {
    server.setUser("relay@localhost", "relay", "another secret");
    SmtpMail mail = new SmtpMail("relay@localhost", smtp(port(), "relay", false));
    assertThatThrownBy(() -> mail.deliver(MAIL))
        .isInstanceOf(MessagingException.class)
        .hasMessageNotContaining("secret");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsNothingToAServerWithoutTlsWhereThatIsAsked() {
    SmtpMail mail = new SmtpMail("relay@localhost", smtp(port(), "relay", true));
    assertThatThrownBy(() -> mail.deliver(MAIL)).hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsThroughTlsWhereThatIsAsked() throws Exception {
    server.setUser("relay@localhost", "relay", "secret");
    try (StartTlsFront front = new StartTlsFront(port())) {
      Properties trusting = new Properties();
      trusting.put("mail.smtp.ssl.trust", "127.0.0.1");
      trusting.put("mail.smtp.ssl.checkserveridentity", "false");
      new SmtpMail("relay@localhost", smtp(front.port(), "relay", true), trusting).deliver(MAIL);
    }
    assertReceived();
  }

  @Test
  void sendsNothingToAServerThatCannotProveWhoItIs() throws Exception {
    try (StartTlsFront front = new StartTlsFront(port())) {
      SmtpMail mail = new SmtpMail("relay@localhost", smtp(front.port(), "relay", true));
      assertThatThrownBy(() -> mail.deliver(MAIL)).hasMessageContaining("TLS");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private void assertReceived() throws Exception {
    assertThat(server.waitForIncomingEmail(3000, 1)).isTrue();
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Grüße");
    MimeMultipart forms = (MimeMultipart) message.getContent();
    assertThat(((String) forms.getBodyPart(0).getContent()).lines())
        .startsWith("Hello Zoë,", "", "01234567");
    assertThat((String) forms.getBodyPart(1).getContent()).startsWith("<p>Hello Zoë</p>");
  }

  private int port() {
    return server.getSmtp().getPort();
  }

  private static Smtp smtp(int port, String user, boolean starttls) {
    return new Smtp("127.0.0.1", port, user, "secret", starttls);
  }
}

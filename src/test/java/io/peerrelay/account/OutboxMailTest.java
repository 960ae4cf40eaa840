package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.account.IssuedCode.Purpose;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutboxMailTest {
  private static final Secret CODE = new Secret("01234567");
  @TempDir private Path data;

  @Test
  void writesAMailThatMailProgramsRead() throws Exception {
    outbox().deliver(mail("Zoë", "zoe@example.org"));
    MimeMessage message = read(files().get(0));
    assertThat(message.getFrom()).containsExactly(new InternetAddress("relay@localhost"));
    assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("zoe@example.org"));
    assertThat(message.getSubject()).isEqualTo("Your Peer Relay code to confirm this address");
    assertThat(message.getSentDate()).isNotNull();
    assertThat(message.getMessageID()).isNotNull();
    String text = text(message);
    assertThat(text).contains("Hello Zoë").contains("If you did not register, ignore this mail");
    assertThat(text.lines())
        .filteredOn(line -> line.contains(CODE.value()))
        .containsExactly("01234567");
  }

  @Test
  void writesTheSameInHtml() throws Exception {
    outbox().deliver(mail("Zoë", "zoe@example.org"));
    MimeMultipart forms = (MimeMultipart) read(files().get(0)).getContent();
    assertThat(forms.getContentType()).startsWith("multipart/alternative");
    assertThat(forms.getCount()).isEqualTo(2);
    assertThat(forms.getBodyPart(1).getContentType()).startsWith("text/html").contains("UTF-8");
    assertThat((String) forms.getBodyPart(1).getContent())
        .contains("Hello Zoë,", ">01234567<", "15 minutes", "If you did not register")
        .doesNotContain("{");
  }

  @Test
  void refusesADomainThatCannotBe() {
    String label = "ü".repeat(70);
    assertThatThrownBy(() -> outbox().deliver(mail("zoe", "zoe@" + label + ".example")))
        .isInstanceOf(MailRefused.class);
  }

  @Test
  void writesAddressesOutsideAscii() throws Exception {
    outbox().deliver(mail("zoe", "zoë@müller.example"));
    assertThat(Files.readString(files().get(0))).contains("zoë@xn--mller-kva.example");
  }

  @Test
  void namesFilesInTheOrderOfTime() throws Exception {
    OutboxMail outbox = outbox();
    for (int i = 0; i < 20; i++) outbox.deliver(mail("user" + i, "user" + i + "@example.org"));
    List<String> texts = files().stream().map(OutboxMailTest::text).toList();
    assertThat(texts).hasSize(20);
    for (int i = 0; i < 20; i++) assertThat(texts.get(i)).contains("Hello user" + i + ",");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void letsOnlyItsOwnerRead() throws Exception {
    outbox().deliver(mail("zoe", "zoe@example.org"));
    assertThat(permissions(data.resolve("out/box"))).isEqualTo("rwx------");
    assertThat(permissions(files().get(0))).isEqualTo("rw-------");
  }

  private OutboxMail outbox() {
    return new OutboxMail("relay@localhost", data.resolve("out/box"));
  }

  private static Mail mail(String name, String email) {
    return CodeMail.of(
        Purpose.CONFIRM, new Username(name), new EmailAddress(email), CODE, Duration.ofMinutes(15));
  }

  /** All of the folder: nothing else may be left in it. */
  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(data.resolve("out/box"))) {
      List<Path> files = all.sorted().toList();
      assertThat(files).allMatch(file -> file.toString().endsWith(".eml"));
      return files;
    }
  }

  private static MimeMessage read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return new MimeMessage(null, in);
    }
  }

  private static String text(Path file) {
    try {
      return text(read(file));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The form for mail programs that show no HTML. */
  private static String text(MimeMessage message) throws Exception {
    return (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

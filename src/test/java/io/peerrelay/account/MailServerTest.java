package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.peerrelay.account.IssuedCode.Purpose;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.MailSettings.Smtp;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mail server may do to a relay, over real sockets. */
class MailServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Mail MAIL =
      CodeMail.of(
          Purpose.CONFIRM,
          new Username("zoe"),
          new EmailAddress("zoe@example.org"),
          new Secret("01234567"),
          Duration.ofMinutes(15));

  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket listening;
  private MailQueue queue;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Properties impatient = new Properties();
    impatient.put("mail.smtp.timeout", "300");
    Smtp smtp = new Smtp("127.0.0.1", listening.getLocalPort(), "", "", false);
    queue = new MailQueue(new SmtpMail("relay@localhost", smtp, impatient), Duration.ofMillis(50));
  }

  @AfterEach
  void stop() throws IOException {
    queue.stop();
    listening.close();
  }

  @Test
  void sendsWhenTheServerIsBack() throws Exception {
    listening.close();
    queue.send(MAIL);
    assertArrivesAtAServerThatWorks();
  }

  @Test
  void sendsWhenTheServerThatHungIsBack() throws Exception {
    CompletableFuture.runAsync(this::acceptAndSayNothing);
    for (int i = 0; i < 8; i++) queue.send(MAIL);
    await().atMost(PATIENCE).until(() -> connections.get() > 8);
    assertThat(queue.waiting()).isEqualTo(8);
    listening.close();
    assertArrivesAtAServerThatWorks();
  }

  @Test
  void asksOnceWhereNobodyHasTheAddress() {
    CompletableFuture.runAsync(this::knowNobody);
    queue.send(MAIL);
    await().atMost(PATIENCE).until(() -> queue.waiting() == 0);
    assertThat(connections).hasValue(1);
  }

  private void assertArrivesAtAServerThatWorks() throws Exception {
    int port = listening.getLocalPort();
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      await().atMost(PATIENCE).until(() -> queue.waiting() == 0);
      assertThat(server.getReceivedMessages()).isNotEmpty();
      MimeMessage message = server.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo(MAIL.subject());
      assertThat(message.getContentType()).startsWith("multipart/alternative");
    } finally {
      server.stop();
    }
  }

  /** Its clients stay connected until it is closed. */
  private void acceptAndSayNothing() {
    try {
      while (true) {
        listening.accept();
        connections.incrementAndGet();
      }
    } catch (IOException e) {
      // closed: it is over
    }
  }

  private void knowNobody() {
    try {
      while (true) {
        Socket client = listening.accept();
        connections.incrementAndGet();
        answer(client);
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private static void answer(Socket client) throws IOException {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter out =
            new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      out.print("220 localhost\r\n");
      out.flush();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.print(line.startsWith("RCPT") ? "550 5.1.1 nobody\r\n" : "250 fine\r\n");
        out.flush();
      }
    }
  }
}

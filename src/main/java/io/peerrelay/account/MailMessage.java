package io.peerrelay.account;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Writes a {@link Mail} as RFC 5322 wants it. */
final class MailMessage {
  private MailMessage() {}

  static MimeMessage of(Mail mail, String from, Session session)
      throws MessagingException, MailRefused {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(from));
    message.setRecipient(Message.RecipientType.TO, recipient(mail.to().value()));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.now()));
    message.setContent(alternatives(mail));
    // Nobody's out-of-office notice should answer a code (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  /** The same twice, the better form last (RFC 2046, 5.1.4). */
  private static MimeMultipart alternatives(Mail mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
    return new MimeMultipart("alternative", text, html);
  }

  /** The address as it was checked on the way in, without a second opinion on its shape. */
  private static InternetAddress recipient(String address) throws MailRefused {
    int at = address.lastIndexOf('@');
    InternetAddress recipient = new InternetAddress();
    try {
      recipient.setAddress(
          address.substring(0, at + 1)
              + IDN.toASCII(address.substring(at + 1), IDN.ALLOW_UNASSIGNED));
      return recipient;
    } catch (IllegalArgumentException e) {
      throw new MailRefused(e); // No domain can be called so.
    }
  }
}

package io.peerrelay.account;

import io.peerrelay.settings.MailSettings.Smtp;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Sends mails through a mail server, a connection each. */
final class SmtpMail implements MailTransport {
  private static final String TIMEOUT_MILLIS = "10000";
  private final String from;
  private final Smtp smtp;
  private final Properties properties = new Properties();

  SmtpMail(String from, Smtp smtp) {
    this(from, smtp, new Properties());
  }

  /**
   * @param more what only a test needs, such as whom to trust
   */
  SmtpMail(String from, Smtp smtp, Properties more) {
    this.from = from;
    this.smtp = smtp;
    properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.put("mail.smtp.auth", Boolean.toString(!smtp.user().isEmpty()));
    // Required: a server, or someone between, that offers no TLS gets neither login nor mail.
    properties.put("mail.smtp.starttls.enable", Boolean.toString(smtp.starttls()));
    properties.put("mail.smtp.starttls.required", Boolean.toString(smtp.starttls()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.putAll(more);
  }

  @Override
  public void deliver(Mail mail) throws MessagingException, MailRefused {
    Session session = Session.getInstance(properties(mail));
    MimeMessage message = MailMessage.of(mail, from, session);
    try (Transport transport = session.getTransport("smtp")) {
      if (smtp.user().isEmpty()) transport.connect(smtp.host(), smtp.port(), null, null);
      else transport.connect(smtp.host(), smtp.port(), smtp.user(), smtp.password());
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      throwIfNobodyHasTheAddress(e);
      throw e;
    }
  }

  /** What is wrong with the relay's own login may be mended while the mail waits. */
  private static void throwIfNobodyHasTheAddress(MessagingException failure) throws MailRefused {
    for (Exception e = failure; e instanceof MessagingException one; e = one.getNextException())
      if (e instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500)
        throw new MailRefused(e);
  }

  /** An address outside ASCII needs a server that can take it (RFC 6531); others don't. */
  private Properties properties(Mail mail) {
    Properties all = new Properties();
    all.putAll(properties);
    boolean ascii = mail.to().value().chars().allMatch(letter -> letter < 128);
    if (!ascii) all.put("mail.mime.allowutf8", "true");
    return all;
  }
}

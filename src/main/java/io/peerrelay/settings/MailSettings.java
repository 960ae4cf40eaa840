package io.peerrelay.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How mails leave.
 *
 * @param smtp empty: they are written into the outbox
 */
public record MailSettings(String from, Optional<Smtp> smtp) {
  private static final Pattern FROM = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");

  /**
   * A mail server.
   *
   * @param user empty: without a login
   */
  public record Smtp(String host, int port, String user, String password, boolean starttls) {
    @Override
    public String toString() {
      return "Smtp[" + host + ":" + port + "]";
    }
  }

  static MailSettings of(SettingsReader mail) {
    String from = mail.text("from");
    if (!FROM.matcher(from).matches())
      throw mail.invalid("from", "an address like relay@example.org");
    SettingsReader smtp = mail.at("smtp");
    String host = smtp.text("host").strip();
    if (host.isEmpty()) return new MailSettings(from, Optional.empty());
    return new MailSettings(
        from,
        Optional.of(
            new Smtp(
                host,
                smtp.number("port", 1, 65_535),
                smtp.text("user"),
                smtp.text("password"),
                smtp.flag("starttls"))));
  }
}

package io.peerrelay.account;

/** Takes mails. */
@FunctionalInterface
public interface MailSender {
  /** Returns at once and never throws; what becomes of the mail is the sender's own business. */
  void send(Mail mail);
}

package io.peerrelay.account;

/** One way out for a mail; may block. */
@FunctionalInterface
interface MailTransport {
  /**
   * @throws MailRefused if the mail will never get out
   * @throws Exception if it did not get out this time
   */
  void deliver(Mail mail) throws Exception;
}

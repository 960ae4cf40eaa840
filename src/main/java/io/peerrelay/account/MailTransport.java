package io.peerrelay.account;

/** One way out for a mail; may block. */
@FunctionalInterface
interface MailTransport {
  /**
   * @throws Exception if the mail did not get out this time
   */
  void deliver(Mail mail) throws Exception;
}

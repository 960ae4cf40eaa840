package io.peerrelay.account;

/** A mail that won't get out, however often it is tried. */
final class MailRefused extends Exception {
  private static final long serialVersionUID = 1L;

  MailRefused(Exception reason) {
    super(reason.getMessage(), reason);
  }
}

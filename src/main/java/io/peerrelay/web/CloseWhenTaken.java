package io.peerrelay.web;

import akka.http.scaladsl.model.headers.CustomHeader;

/**
 * Connection: close, for the client alone: it closes when it has the answer, which the relay waits
 * for ({@link ReceiptStage}). Akka HTTP would close by itself as soon as the bytes are out.
 */
final class CloseWhenTaken extends CustomHeader {
  @Override
  public String name() {
    return "Connection";
  }

  @Override
  public String value() {
    return "close";
  }

  @Override
  public boolean renderInRequests() {
    return false;
  }

  @Override
  public boolean renderInResponses() {
    return true;
  }
}

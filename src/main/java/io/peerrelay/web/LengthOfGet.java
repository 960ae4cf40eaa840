package io.peerrelay.web;

import akka.http.scaladsl.model.headers.CustomHeader;

/**
 * Content-Length in the answer to a HEAD: what a GET would bring. Akka HTTP leaves it out there,
 * and takes it as a header in no other form.
 */
final class LengthOfGet extends CustomHeader {
  private final long bytes;

  LengthOfGet(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return "Content-Length";
  }

  @Override
  public String value() {
    return Long.toString(bytes);
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

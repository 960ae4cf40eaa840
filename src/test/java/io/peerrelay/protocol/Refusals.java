package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

/** What the relay answers to bad input. */
final class Refusals {
  /** What is expected where an integer is. */
  static final String INTEGER = "an integer, at most 9007199254740991";

  private Refusals() {}

  static void assertRefused(String text, ErrorCode code, String message) {
    assertThat(RelayDialect.decode(text))
        .isEqualTo(new Request.Refused(null, code.because(message)));
  }

  static Request.Refused refused(String text) {
    Request request = RelayDialect.decode(text);
    assertThat(request).isInstanceOf(Request.Refused.class);
    return (Request.Refused) request;
  }
}

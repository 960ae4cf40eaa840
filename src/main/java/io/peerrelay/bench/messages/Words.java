package io.peerrelay.bench.messages;

import java.util.List;

/** What our relay is told; made by hand, as any program outside would. */
final class Words {
  private static final String PASSWORD = "correct horse 7";

  private Words() {}

  static Opening.Step register(String username) {
    return new Opening.Step(
        "{\"type\":\"register\",%s}".formatted(credentials(username)), "\"registered\"");
  }

  static Opening.Step logIn(String username) {
    return new Opening.Step(
        "{\"type\":\"login\",%s}".formatted(credentials(username)), "\"welcome\"");
  }

  static List<Opening.Step> newUser(String username) {
    return List.of(register(username), logIn(username));
  }

  /**
   * A message as a client sends it that means to send it again after a cut.
   *
   * @param length of its text
   */
  static String message(String to, long number, int length) {
    return "{\"type\":\"message\",\"id\":\"%s\",\"to\":\"%s\",\"clientRef\":\"c%d\",\"text\":\"%s\"}"
        .formatted(Mark.REQUEST.of(number), to, number, Mark.TEXT.of(number, length));
  }

  static String typing(String to) {
    return "{\"type\":\"typing\",\"to\":\"%s\"}".formatted(to);
  }

  private static String credentials(String username) {
    return "\"username\":\"%s\",\"password\":\"%s\"".formatted(username, PASSWORD);
  }
}

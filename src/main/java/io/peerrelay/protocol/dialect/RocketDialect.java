package io.peerrelay.protocol.dialect;

import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.settings.RocketSettings;

/** One client of {@link Rocket}. */
final class RocketDialect implements Dialect {
  private final RocketSettings words;

  RocketDialect(RocketSettings words) {
    this.words = words;
  }

  @Override
  public Turn read(String text) {
    return Turn.say(
        "{\"message\":\"Unknown action.\",\"rocketStatus\":\"" + words.unknownAction() + "\"}");
  }

  @Override
  public Turn write(String re, ServerMessage message) {
    return Turn.NOTHING;
  }
}

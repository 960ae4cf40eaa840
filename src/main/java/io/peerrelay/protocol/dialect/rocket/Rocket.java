package io.peerrelay.protocol.dialect.rocket;

import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Opening;
import io.peerrelay.settings.RocketSettings;

/** The account clients of the rocket crafting server; docs/rocket.md. */
public final class Rocket implements DialectKind {
  private final RocketSettings words;

  public Rocket(RocketSettings words) {
    this.words = words;
  }

  @Override
  public String name() {
    return "rocket";
  }

  @Override
  public boolean begins(String text) {
    return Json.read(text).has("action");
  }

  /**
   * They greet with {@code Connection Established} or {@code hey}; what is meant as JSON counts.
   */
  @Override
  public boolean ignores(String text) {
    String stripped = text.strip();
    return !stripped.startsWith("{") && !stripped.startsWith("[");
  }

  @Override
  public Dialect create(Opening opening) {
    return new RocketDialect(words);
  }
}

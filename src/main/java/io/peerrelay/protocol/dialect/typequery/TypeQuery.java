package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Opening;
import io.peerrelay.settings.TypeQuerySettings;

/** The clients whose every message has a {@code type_query}; docs/type-query.md. */
public final class TypeQuery implements DialectKind {
  private final TypeQuerySettings settings;
  private final Channel feed;

  public TypeQuery(TypeQuerySettings settings) {
    this.settings = settings;
    this.feed = new Channel(settings.feed());
  }

  @Override
  public String name() {
    return "type-query";
  }

  @Override
  public boolean begins(String text) {
    return Json.read(text).has("type_query");
  }

  @Override
  public Dialect create(Opening opening) {
    return new TypeQueryDialect(feed, settings.pageSize(), settings.confirm());
  }
}

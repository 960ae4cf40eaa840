package io.peerrelay.protocol.dialect.method;

import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Opening;

/** The clients of a numbered remote-call server; docs/method-numbers.md. */
public final class MethodNumbers implements DialectKind {
  private final MethodTable table;

  public MethodNumbers(MethodTable table) {
    this.table = table;
  }

  @Override
  public String name() {
    return "methods";
  }

  @Override
  public boolean opens(Opening opening) {
    return SubprotocolLogin.isAsked(opening.subprotocols());
  }

  @Override
  public boolean begins(String text) {
    return Json.read(text).has(Call.METHOD);
  }

  @Override
  public Dialect create(Opening opening) {
    return new MethodDialect(table, opening.subprotocols());
  }
}

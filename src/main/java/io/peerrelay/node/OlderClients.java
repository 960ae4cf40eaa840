package io.peerrelay.node;

import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Dialects;
import io.peerrelay.protocol.dialect.method.MethodNumbers;
import io.peerrelay.protocol.dialect.method.MethodTable;
import io.peerrelay.protocol.dialect.rocket.Rocket;
import io.peerrelay.protocol.dialect.socketcluster.SocketCluster;
import io.peerrelay.protocol.dialect.typequery.TypeQuery;
import io.peerrelay.settings.DialectSettings;
import io.peerrelay.settings.InvalidSetting;
import io.peerrelay.settings.Listener;
import io.peerrelay.settings.Settings;
import java.util.List;
import java.util.Set;

/** The clients of older servers: each kind that is spoken has its line here. */
final class OlderClients {
  private final MethodTable methods;
  private final Dialects all;

  /**
   * @throws InvalidSetting where an address is to speak what there is not, or the table of methods
   *     is wrong
   */
  static OlderClients of(Settings settings) {
    OlderClients clients = new OlderClients(settings.dialects());
    settings.http().listen().forEach(clients::at);
    return clients;
  }

  private OlderClients(DialectSettings settings) {
    methods = MethodTable.of(settings.methods().table());
    all = new Dialects(true, kinds(settings), settings.pingInterval());
  }

  private List<DialectKind> kinds(DialectSettings settings) {
    return List.of(
        new Rocket(settings.rocket()),
        new TypeQuery(settings.typeQuery()),
        new MethodNumbers(methods),
        new SocketCluster(settings.pingInterval()));
  }

  /** The stored procedures that they may call. */
  Set<ProcedureName> procedures() {
    return methods.procedures();
  }

  /** What is spoken at an address. */
  Dialects at(Listener listener) {
    for (String name : listener.dialects())
      if (!all.names().contains(name)) throw listener.unknown(name, all.names());
    return all.only(listener.dialects());
  }
}

package io.peerrelay.cli;

import io.peerrelay.client.RelayClient;
import java.io.PrintWriter;
import java.net.URI;

/**
 * What a command that moves files works with.
 *
 * @param servers the relay, as it was given
 */
record Desk(
    Environment environment,
    ServerList servers,
    Session session,
    TransferStore store,
    PrintWriter out,
    PrintWriter err) {
  RelayClient client() {
    return session.client();
  }

  void say(String format, Object... values) {
    out.printf(java.util.Locale.ROOT, format + "%n", values);
    out.flush();
  }

  /** Whether a transfer of another run belongs to this user at this relay. */
  boolean owns(Unfinished transfer) {
    return transfer.server().sharesWith(servers) && transfer.user().equals(session.user());
  }

  /** An address of the relay's as a program for HTTP takes it. */
  String web(String address) {
    URI server = client().server();
    String scheme = server.getScheme().equalsIgnoreCase("wss") ? "https" : "http";
    return URI.create(scheme + "://" + server.getRawAuthority() + "/").resolve(address).toString();
  }
}

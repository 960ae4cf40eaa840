package io.peerrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
  private static final ServerList RELAY = ServerList.parse("wss://relay.example.org");
  private static final ServerList LOCAL = ServerList.parse("ws://127.0.0.1:8080");
  private static final ServerList OTHER = ServerList.parse("ws://other");
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path home;

  @Test
  void keepsALoginPerRelayAndUser() {
    TokenStore store = new TokenStore(home);
    store.save(login(RELAY, "ada", "a", NOON));
    store.save(login(RELAY, "Böb+ü@...", "b", NOON));
    store.save(login(LOCAL, "ada", "c", NOON));
    assertThat(token(store, RELAY, "ADA")).isEqualTo("a");
    assertThat(token(store, RELAY, "böb+ü@...")).isEqualTo("b");
    assertThat(token(store, LOCAL, "ada")).isEqualTo("c");
    assertThat(store.find(OTHER, new Username("ada"))).isEmpty();
  }

  @Test
  void knowsWhoLoggedInLast() {
    TokenStore store = new TokenStore(home);
    assertThat(store.last(RELAY)).isEmpty();
    store.save(login(RELAY, "ada", "a", NOON));
    store.save(login(RELAY, "bob", "b", NOON.plusSeconds(1)));
    store.save(login(OTHER, "eve", "e", NOON.plusSeconds(2)));
    assertThat(store.last(RELAY)).map(StoredLogin::user).contains(new Username("bob"));
    store.save(login(RELAY, "ada", "a2", NOON.plusSeconds(3)));
    assertThat(store.last(RELAY)).map(StoredLogin::token).contains(new Secret("a2"));
    store.delete(store.last(RELAY).orElseThrow());
    assertThat(store.last(RELAY)).map(StoredLogin::user).contains(new Username("bob"));
  }

  @Test
  void takesTheServersOfOneRelayForOnePlace() {
    TokenStore store = new TokenStore(home);
    store.save(login(ServerList.parse("ws://a:1,ws://b:2"), "ada", "first", NOON));
    assertThat(token(store, ServerList.parse("ws://b:2"), "ada")).isEqualTo("first");

    store.save(login(ServerList.parse("ws://b:2, ws://c:3"), "ada", "second", NOON));

    assertThat(token(store, ServerList.parse("ws://c:3"), "ada")).isEqualTo("second");
    assertThat(store.find(ServerList.parse("ws://a:1"), new Username("ada"))).isEmpty();
  }

  @Test
  void letsNobodyElseRead() throws IOException {
    Path configuration = home.resolve("conf/peer-relay");
    new TokenStore(configuration).save(login(RELAY, "ada", "a", NOON));
    assertThat(rights(configuration)).isEqualTo("rwx------");
    assertThat(rights(configuration.resolve("logins"))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(configuration.resolve("logins"))) {
      assertThat(files).hasSize(1).allSatisfy(f -> assertThat(rights(f)).isEqualTo("rw-------"));
    }
  }

  @Test
  void skipsWhatIsDamaged() throws IOException {
    TokenStore store = new TokenStore(home);
    store.save(login(RELAY, "ada", "a", NOON));
    try (Stream<Path> files = Files.list(home.resolve("logins"))) {
      for (Path file : files.toList()) Files.writeString(file, "token=\\u00zz");
    }
    assertThat(store.last(RELAY)).isEmpty();
    assertThat(store.find(RELAY, new Username("ada"))).isEmpty();
  }

  private static StoredLogin login(ServerList relay, String user, String token, Instant time) {
    return new StoredLogin(relay, new Username(user), new Secret(token), time);
  }

  private static String token(TokenStore store, ServerList relay, String user) {
    return store.find(relay, new Username(user)).orElseThrow().token().value();
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

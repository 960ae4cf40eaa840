package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.ChatListener;
import io.peerrelay.client.ClientOptions;
import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The way into a relay: by a remembered token, else by a password. */
final class SignIn {
  private final ServerList servers;
  private final RelayOptions options;
  private final Passwords passwords;
  private final TokenStore tokens;

  SignIn(Environment environment, RelayOptions options) {
    this.options = options;
    servers = options.servers(environment);
    passwords = new Passwords(environment, options);
    tokens = new TokenStore(environment.configuration());
  }

  ServerList servers() {
    return servers;
  }

  Passwords passwords() {
    return passwords;
  }

  /** A connection that is not logged in. */
  RelayClient connect(RelayListener listener) {
    return RelayClient.connect(servers.addresses(), ClientOptions.defaults(), listener);
  }

  /** The name that was given, or that of the last login. */
  Username user() {
    return options
        .user()
        .or(() -> tokens.last(servers).map(StoredLogin::user))
        .orElseThrow(this::notLoggedIn);
  }

  Optional<StoredLogin> remembered() {
    return tokens.find(servers, user());
  }

  void forget(StoredLogin login) {
    tokens.delete(login);
  }

  /** Logs in by the token, or by a password that is at hand without asking. */
  Session resume(RelayListener listener) {
    return resume(listener, null);
  }

  /**
   * @param chat hears messages from the login on; null where nobody does
   */
  Session resume(RelayListener listener, ChatListener chat) {
    Username user = user();
    Optional<StoredLogin> login = tokens.find(servers, user);
    if (login.isEmpty() && passwords.atHand().isEmpty()) throw notLoggedIn();
    RelayClient client = connect(listener);
    if (chat != null) client.chat().listen(Map.of(), chat);
    try {
      return new Session(client, resume(client, user, login));
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private ServerMessage.Welcome resume(
      RelayClient client, Username user, Optional<StoredLogin> login) {
    if (login.isPresent()) {
      try {
        ServerMessage.Welcome welcome = await(client.login(login.get().token(), null));
        if (!welcome.token().equals(login.get().token())) remember(welcome);
        return welcome;
      } catch (RelayException e) {
        if (!e.code().equals(Optional.of(ErrorCode.BAD_CREDENTIALS))) throw e;
        tokens.delete(login.get());
      }
    }
    return login(client, user, passwords.atHand().orElseThrow(this::notLoggedIn));
  }

  /** Logs in by a password, and remembers it by the token. */
  ServerMessage.Welcome login(RelayClient client, Username user, Secret password) {
    ServerMessage.Welcome welcome = await(client.login(user, password, null));
    remember(welcome);
    return welcome;
  }

  private void remember(ServerMessage.Welcome welcome) {
    tokens.save(new StoredLogin(servers, welcome.username(), welcome.token(), Instant.now()));
  }

  private CommandFailure notLoggedIn() {
    return new CommandFailure(
        ExitCode.NOT_LOGGED_IN,
        "Not logged in at " + servers + ".",
        "Log in first: " + Cli.NAME + " login --user NAME (or register).");
  }
}

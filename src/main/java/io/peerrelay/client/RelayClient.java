package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A client's connection to a relay. Every request is a future; it fails with a {@link
 * RelayException} where the relay refuses, does not answer in time, or is gone. Futures are
 * completed by the thread that reads the connection: what is attached to them must not block, but
 * {@link #await} may be called from any other thread, those of the {@link RelayListener} included.
 *
 * <pre>{@code
 * try (RelayClient client = RelayClient.connect(URI.create("ws://127.0.0.1:8080"))) {
 *   await(client.login(new Username("ada"), new Secret("…"), null));
 *   OutgoingTransfer transfer =
 *       await(client.offer(new Username("bob"), List.of(OfferedFile.of(path)), null));
 *   await(transfer.completed());
 * }
 * }</pre>
 *
 * Safe for use by many threads.
 */
public final class RelayClient implements AutoCloseable {
  private final RelayConnection connection;

  private RelayClient(RelayConnection connection) {
    this.connection = connection;
  }

  /** Connects with the default options, for a client that only sends. */
  public static RelayClient connect(URI relay) {
    return connect(relay, ClientOptions.defaults(), new RelayListener() {});
  }

  /**
   * @param relay ws://host:port or wss://host:port
   * @throws RelayException if there is no relay to be reached, saying why
   * @throws IllegalArgumentException if the address can't be one of a relay
   */
  public static RelayClient connect(URI relay, ClientOptions options, RelayListener listener) {
    return new RelayClient(RelayConnection.open(relay, options, listener));
  }

  /**
   * Waits for an answer.
   *
   * @throws RelayException what the future failed with
   */
  public static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RelayException reason) throw reason;
      throw e;
    }
  }

  // Accounts

  /**
   * @param email may be null: then the account needs no confirmation
   */
  public CompletableFuture<ServerMessage.Registered> register(
      Username username, Secret password, EmailAddress email) {
    return connection.request(
        new ClientMessage.Register(username, password, email), ServerMessage.Registered.class);
  }

  public CompletableFuture<ServerMessage.Confirmed> confirm(Username username, Secret code) {
    return connection.request(
        new ClientMessage.Confirm(username, code), ServerMessage.Confirmed.class);
  }

  public CompletableFuture<ServerMessage.Ok> resendConfirmation(Username username) {
    return ok(new ClientMessage.ResendConfirmation(username));
  }

  public CompletableFuture<ServerMessage.Ok> forgotPassword(EmailAddress email) {
    return ok(new ClientMessage.ForgotPassword(email));
  }

  public CompletableFuture<ServerMessage.Ok> resetPassword(
      Username username, Secret code, Secret password) {
    return ok(new ClientMessage.ResetPassword(username, code, password));
  }

  public CompletableFuture<ServerMessage.Ok> changePassword(
      Secret oldPassword, Secret newPassword) {
    return ok(new ClientMessage.ChangePassword(oldPassword, newPassword));
  }

  /** Deletes the account that is logged in; the relay then closes the connection. */
  public CompletableFuture<ServerMessage.Ok> deleteAccount(Secret password) {
    return ok(new ClientMessage.DeleteAccount(password));
  }

  // Sessions

  /**
   * @param device what to call this device among the user's others; may be null
   */
  public CompletableFuture<ServerMessage.Welcome> login(
      Username username, Secret password, String device) {
    return login(new ClientMessage.Login(username, password, null, device));
  }

  /** Logs in by a token that an earlier {@code welcome} gave. */
  public CompletableFuture<ServerMessage.Welcome> login(Secret token, String device) {
    return login(new ClientMessage.Login(null, null, token, device));
  }

  /** Makes the token useless; the relay then closes the connection. */
  public CompletableFuture<ServerMessage.Bye> logout() {
    return connection.request(new ClientMessage.Logout(), ServerMessage.Bye.class);
  }

  public CompletableFuture<ServerMessage.Pong> ping() {
    return connection.request(new ClientMessage.Ping(), ServerMessage.Pong.class);
  }

  // Transfers; what others offer comes to the listener.

  /**
   * Offers files. They are sent by themselves as soon as the other side accepts.
   *
   * @param note for the receiver to read; may be null
   * @return fails with {@code userOffline} if that user is not there
   */
  public CompletableFuture<OutgoingTransfer> offer(
      Username to, List<OfferedFile> files, String note) {
    ClientMessage offer =
        new ClientMessage.Offer(to, files.stream().map(OfferedFile::info).toList(), note);
    return connection.request(
        offer,
        ServerMessage.Offered.class,
        offered -> {
          OutgoingTransfer transfer = new OutgoingTransfer(connection, offered, files);
          connection.transfers().add(transfer);
          return transfer;
        });
  }

  // The end

  /** Completed with the reason as soon as the connection has ended, by whosever will. */
  public CompletableFuture<RelayException> closed() {
    return connection.closed().copy();
  }

  /** Cancels the transfers that are open, telling the other sides, and closes the connection. */
  @Override
  public void close() {
    connection.close();
  }

  private CompletableFuture<ServerMessage.Welcome> login(ClientMessage.Login login) {
    return connection.request(
        login,
        ServerMessage.Welcome.class,
        welcome -> {
          connection.limit(welcome.limits());
          return welcome;
        });
  }

  private CompletableFuture<ServerMessage.Ok> ok(ClientMessage message) {
    return connection.request(message, ServerMessage.Ok.class);
  }
}

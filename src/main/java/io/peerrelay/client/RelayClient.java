package io.peerrelay.client;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.protocol.Username;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A client of a relay. Once logged in it comes back by itself after its connection broke, as its
 * options say, and open transfers go on. Every request is a future; it fails with a {@link
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
  private final Line line;

  private RelayClient(Line line) {
    this.line = line;
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
    return connect(List.of(relay), options, listener);
  }

  /**
   * Connects to one of the servers of a relay, by chance, and to another whenever that one is gone.
   *
   * @param servers as above; those that can't be reached now may be later
   * @throws RelayException if none is to be reached, saying why
   */
  public static RelayClient connect(
      List<URI> servers, ClientOptions options, RelayListener listener) {
    return new RelayClient(Line.open(servers, options, listener));
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
    return line.request(
        new ClientMessage.Register(username, password, email), ServerMessage.Registered.class);
  }

  public CompletableFuture<ServerMessage.Confirmed> confirm(Username username, Secret code) {
    return line.request(new ClientMessage.Confirm(username, code), ServerMessage.Confirmed.class);
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

  /** Deletes the account that is logged in; the relay then closes the line. */
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

  /** Makes the token useless; the relay then closes the line. */
  public CompletableFuture<ServerMessage.Bye> logout() {
    line.forgetLogin();
    return line.request(new ClientMessage.Logout(), ServerMessage.Bye.class);
  }

  public CompletableFuture<ServerMessage.Pong> ping() {
    return line.request(new ClientMessage.Ping(), ServerMessage.Pong.class);
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
    return offer(to, files, note, offered -> new OutgoingTransfer(line, offered, files));
  }

  /**
   * Offers files whose bytes are to be sent over HTTP, by other means.
   *
   * @param onAddress takes the address to send them to, and each later one
   */
  public CompletableFuture<LinkedTransfer> offerByAddress(
      Username to, List<OfferedFile> files, String note, Consumer<String> onAddress) {
    List<FileInfo> infos = files.stream().map(OfferedFile::info).toList();
    return offer(
        to, files, note, offered -> new LinkedTransfer(line, offered, infos, null, onAddress));
  }

  private <T extends Transfer> CompletableFuture<T> offer(
      Username to, List<OfferedFile> files, String note, Function<TransferId, T> transfer) {
    ClientMessage offer =
        new ClientMessage.Offer(to, files.stream().map(OfferedFile::info).toList(), note);
    return line.request(
        offer, ServerMessage.Offered.class, offered -> added(transfer.apply(offered.transfer())));
  }

  /** What is open for this user, on whatever device. */
  public CompletableFuture<List<TransferInfo>> transfers() {
    return line.request(
        new ClientMessage.Transfers(),
        ServerMessage.Transfers.class,
        ServerMessage.Transfers::transfers);
  }

  /**
   * Goes on with an offer of an earlier process.
   *
   * @param files those that were offered
   */
  public OutgoingTransfer resumeSending(TransferId id, List<OfferedFile> files) {
    OutgoingTransfer transfer = added(new OutgoingTransfer(line, id, files));
    transfer.resume();
    return transfer;
  }

  /**
   * Goes on with what an earlier process had accepted.
   *
   * @param files those that were accepted
   * @param sink with what was stored of them
   */
  public IncomingTransfer resumeReceiving(
      TransferId id, Username from, List<FileInfo> files, Sink sink) {
    IncomingTransfer transfer = added(new IncomingTransfer(line, id, from, files, null, sink));
    transfer.restore();
    return transfer;
  }

  private <T extends Transfer> T added(T transfer) {
    line.transfers().add(transfer);
    return transfer;
  }

  // Conversations

  /** Messages to and from others. */
  public Chat chat() {
    return new Chat(line);
  }

  public Channels channels() {
    return new Channels(line);
  }

  /** Where the user is logged in. */
  public Devices devices() {
    return new Devices(line);
  }

  /** Who is there, and whom the user trusts. */
  public People people() {
    return new People(line);
  }

  // The connection

  /** The server that it is connected to, or was last. */
  public URI server() {
    return line.connection().server();
  }

  /** Completed with the reason as soon as the connection has ended for good. */
  public CompletableFuture<RelayException> closed() {
    return line.closed().copy();
  }

  /** Cancels the transfers that are open, telling the other sides, and closes the line. */
  @Override
  public void close() {
    line.close();
  }

  private CompletableFuture<ServerMessage.Welcome> login(ClientMessage.Login login) {
    return line.login(login);
  }

  private CompletableFuture<ServerMessage.Ok> ok(ClientMessage message) {
    return line.request(message, ServerMessage.Ok.class);
  }
}

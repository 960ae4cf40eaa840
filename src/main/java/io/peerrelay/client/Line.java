package io.peerrelay.client;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ServerMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The way to a relay, over one connection after the other: when one breaks after a login, the next
 * is opened and logged in, and every open transfer is told to go on.
 *
 * <pre>
 *   open -> connected -- broken --> waiting -> connecting, logging in -> connected …
 *               |                      ^                |                    |
 *               +-- close --> ended    +---- failed ----+            transfers resume
 * </pre>
 */
final class Line implements RelayConnection.Observer {
  private static final Duration ONE_MOMENT = Duration.ofSeconds(1);
  private static final int PATIENCE_SECONDS = 2;

  private final Servers servers;
  private final ClientOptions options;
  private final RelayListener listener;
  private final OpenTransfers transfers = new OpenTransfers();
  private final Conversations conversations = new Conversations(this);
  private final ExecutorService listening =
      Executors.newSingleThreadExecutor(task -> Threads.unstarted("relay-listener", task));
  private final CompletableFuture<RelayException> closed = new CompletableFuture<>();
  private final Attempts attempts;

  /** What could not be said for want of a connection, and must be. */
  private final Queue<ClientMessage> unsaid = new ConcurrentLinkedQueue<>();

  private volatile RelayConnection connection;

  /** How to log in again; null while not logged in. */
  private volatile ClientMessage.Login login;

  private Line(List<URI> relays, ClientOptions options, RelayListener listener) {
    servers = new Servers(relays, options);
    this.options = options;
    this.listener = listener;
    attempts =
        new Attempts(
            options.reconnection(),
            servers.count(),
            (why, delay) -> tellListener(() -> listener.onReconnecting(why, delay)));
  }

  /**
   * @param relays of one cluster; tried in turn, in any order
   * @throws RelayException if none can be reached
   */
  static Line open(List<URI> relays, ClientOptions options, RelayListener listener) {
    Line line = new Line(relays, options, listener);
    line.connection = line.servers.openAny(line);
    line.connection.start();
    return line;
  }

  // What the rest of the package asks for.

  <T extends ServerMessage> CompletableFuture<T> request(ClientMessage message, Class<T> expected) {
    return request(message, expected, Function.identity());
  }

  /**
   * Fails at once where there is no connection.
   *
   * @param onAnswer is run by the reading thread, before it reads on
   */
  <T extends ServerMessage, R> CompletableFuture<R> request(
      ClientMessage message, Class<T> expected, Function<T, R> onAnswer) {
    return connection.request(message, expected, onAnswer);
  }

  CompletableFuture<ServerMessage.Welcome> login(ClientMessage.Login message) {
    RelayConnection current = connection;
    return logIn(
        current,
        message,
        welcome -> {
          welcomed(current, welcome);
          return welcome;
        });
  }

  private <R> CompletableFuture<R> logIn(
      RelayConnection on,
      ClientMessage.Login message,
      Function<ServerMessage.Welcome, R> onAnswer) {
    conversations.incoming().onLogin();
    CompletableFuture<R> answer = on.request(message, ServerMessage.Welcome.class, onAnswer);
    // Without waiting for the answer, so that no new message is told before the missed ones.
    conversations.onLoginSent(on);
    return answer;
  }

  /** From now on a break is the end. */
  void forgetLogin() {
    login = null;
  }

  /** Says it now or, where there is no connection, as soon as there is one. */
  CompletableFuture<ServerMessage> say(ClientMessage message) {
    return request(message, ServerMessage.class)
        .whenComplete(
            (answer, failure) -> {
              if (failure instanceof ConnectionLostException) unsaid.add(message);
            });
  }

  /** Says what is not answered; nothing happens where there is no connection. */
  void tell(ClientMessage message) {
    connection.send(message);
  }

  /** Runs it on a thread of its own in a moment. */
  void inAMoment(Runnable task) {
    after(ONE_MOMENT, task);
  }

  void after(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Threads.start("relay-again", task));
  }

  /** The latest one that was logged in; it may be broken. */
  RelayConnection connection() {
    return connection;
  }

  int window() {
    return options.window();
  }

  OpenTransfers transfers() {
    return transfers;
  }

  Conversations conversations() {
    return conversations;
  }

  void tellListener(Runnable call) {
    try {
      listening.execute(call);
    } catch (RejectedExecutionException e) {
      // It has heard that this is the end.
    }
  }

  RelayListener listener() {
    return listener;
  }

  /** Completed with the reason when it has ended for good. */
  CompletableFuture<RelayException> closed() {
    return closed;
  }

  /** Cancels what is open, and ends the connection. */
  void close() {
    // Answered before the socket goes: else the relay may see only that this side has vanished.
    transfers
        .cancelAll("The other side has left.")
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .handle((done, failure) -> null)
        .join();
    attempts.callOff();
    connection.close();
    end(ConnectionLostException.closedHere());
  }

  // What a connection reports.

  @Override
  public void onMessage(RelayConnection from, ServerMessage message, boolean answers) {
    if (transfers.on(from, message) || conversations.incoming().on(message) || answers) return;
    if (message instanceof ServerMessage.Offer offer)
      tellListener(() -> listener.onOffer(new IncomingOffer(this, offer)));
    else if (message instanceof ServerMessage.Withdrawn withdrawn)
      tellListener(() -> listener.onWithdrawn(withdrawn));
    else tellListener(() -> listener.onMessage(message));
  }

  @Override
  public void onEnded(RelayConnection from, RelayException reason) {
    synchronized (this) {
      if (from != connection) return; // It was one that was being tried.
    }
    if (login == null || !attempts.follow(reason)) {
      end(reason);
      return;
    }
    transfers.forEach(Transfer::onDisconnected);
    Threads.start(
        "relay-reconnect", () -> attempts.make(reason, this::connect).ifPresent(this::end));
  }

  private void end(RelayException reason) {
    transfers.failAll(reason);
    conversations.failAll(reason);
    synchronized (this) {
      if (!closed.complete(reason)) return;
    }
    tellListener(() -> listener.onClosed(reason));
    listening.shutdown();
  }

  // The thread that reconnects.

  private void connect() {
    RelayConnection next = servers.openNext(this);
    next.start();
    try {
      await(logIn(next, login, welcome -> adopt(next, welcome)));
    } catch (RelayException e) {
      next.close();
      throw e;
    }
    if (attempts.isCalledOff()) {
      next.close();
      return;
    }
    for (ClientMessage message = unsaid.poll(); message != null; message = unsaid.poll())
      say(message);
    conversations.onReconnected();
    transfers.forEach(Transfer::resume);
    tellListener(listener::onReconnected);
  }

  private RelayConnection adopt(RelayConnection next, ServerMessage.Welcome welcome) {
    synchronized (this) {
      connection = next;
    }
    welcomed(next, welcome);
    return next;
  }

  private void welcomed(RelayConnection current, ServerMessage.Welcome welcome) {
    current.limit(welcome.limits());
    conversations.incoming().onWelcome(welcome.username());
    login = new ClientMessage.Login(null, null, welcome.token(), welcome.device());
  }
}

package io.peerrelay.connection;

import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How much a client may say: the socket by itself, and its user on all sockets together. */
final class Rates {
  /** How many seconds' worth of messages a client may send at once. */
  private static final int BURST = 10;

  private final RateLimit socket;
  private final UserRates users;
  private Username user;
  private RateLimit ofUser;

  /**
   * @param rate messages a second of one socket
   */
  Rates(int rate, UserRates users) {
    this.socket = new RateLimit(rate, Duration.ofSeconds(1), BURST * rate);
    this.users = users;
  }

  /** The socket is this user's; {@link #leave} when it is gone. */
  void enter(Username owner) {
    if (user != null) return;
    user = owner;
    ofUser = users.enter(owner);
  }

  void leave() {
    if (user != null) users.leave(user);
    user = null;
  }

  /** Why it can't be dealt with now; empty if it can, and then it counts. */
  Optional<Problem> objection(ClientMessage message) {
    // Credit is as frequent as the bytes are fast.
    if (message instanceof ClientMessage.Credit) return Optional.empty();
    return socket
        .take()
        .or(() -> user != null && isHeard(message) ? ofUser.take() : Optional.empty())
        .map(Rates::tooFast);
  }

  /** Whether it is stored or told to others, or else much work. */
  private static boolean isHeard(ClientMessage message) {
    if (message instanceof ChannelRequest || message instanceof ProcedureCall) return true;
    return message instanceof ConversationRequest
        && !(message instanceof ConversationRequest.Delivered)
        && !(message instanceof ConversationRequest.Read)
        && !(message instanceof ConversationRequest.History)
        && !(message instanceof ConversationRequest.Sync)
        && !(message instanceof ConversationRequest.Follow)
        && !(message instanceof ConversationRequest.Unfollow);
  }

  private static Problem tooFast(Duration wait) {
    double seconds = Math.ceil(wait.toMillis() / 100.0) / 10;
    return ErrorCode.RATE_LIMITED
        .because(
            String.format(
                Locale.ROOT, "More messages than one may send; try again in %.1f s.", seconds))
        .after(wait);
  }
}

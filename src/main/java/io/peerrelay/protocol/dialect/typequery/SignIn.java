package io.peerrelay.protocol.dialect.typequery;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who the client is: signed in once the relay knows the user and the user is in the channel of the
 * comments.
 *
 * <pre>
 *  signUp - register -+- login -> join -+-> authorized
 *  signIn ------------+           ^  |  no such channel
 *                                 |  v  |
 *                exists meanwhile +- create
 * </pre>
 */
final class SignIn {
  private static final String DEVICE = "type-query";
  private static final List<String> PROFILE =
      List.of("name", "surname", "img", "phone", "school", "city");

  /** So often a channel may be made and left by others between two of our questions. */
  private static final int TRIES = 3;

  private final Dialogue dialogue;
  private final Channel feed;
  private final boolean confirm;

  /** Whether the relay knows somebody on this socket. */
  private boolean loggedIn;

  /** Null where nobody is signed in. */
  private Username user;

  /**
   * @param confirm whether an address has to be confirmed
   */
  SignIn(Dialogue dialogue, Channel feed, boolean confirm) {
    this.dialogue = dialogue;
    this.feed = feed;
    this.confirm = confirm;
  }

  Username user() {
    return user;
  }

  Turn in(Query query) {
    return logIn(new Username(query.text("username")), new Secret(query.text("password")));
  }

  /** Whoever is signed in stays so, until there is the new account. */
  Turn up(Query query) {
    Optional<EmailAddress> email = query.optionalText("email").map(EmailAddress::new);
    String name =
        query
            .optionalText("username")
            .or(() -> email.map(EmailAddress::value))
            .orElseThrow(() -> new BadQuery("email: missing"));
    Username username = new Username(name);
    Secret password = new Secret(query.text("password"));
    return dialogue.ask(
        new ClientMessage.Register(
            username, password, confirm ? email.orElse(null) : null, profile(query, email)),
        answer -> {
          if (!(answer instanceof ServerMessage.Registered registered)) return failure(answer);
          return registered.confirmationRequired()
              ? Turn.say(Frames.failure(Reason.CONFIRM_FIRST))
              : logIn(username, password);
        });
  }

  /** An address that is not to be confirmed is not known to be the user's. */
  private ProfileFields profile(Query query, Optional<EmailAddress> email) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : PROFILE)
      query.optionalText(name).ifPresent(value -> fields.put(name, value));
    if (!confirm) email.ifPresent(address -> fields.put("email", address.value()));
    return new ProfileFields(fields);
  }

  private Turn logIn(Username username, Secret password) {
    Turn turn =
        dialogue.ask(
            new ClientMessage.Login(username, password, null, DEVICE),
            answer ->
                answer instanceof ServerMessage.Welcome welcome
                    ? enter(welcome.username())
                    : failure(answer));
    return loggedIn ? forgetting(turn) : turn;
  }

  private Turn enter(Username username) {
    loggedIn = true;
    return join(username, TRIES);
  }

  private Turn join(Username username, int tries) {
    return dialogue.ask(
        new ChannelRequest.Join(feed),
        answer -> {
          if (answer instanceof ServerMessage.Ok) return authorized(username);
          boolean create = tries > 0 && is(ErrorCode.NO_SUCH_CHANNEL, answer);
          return create ? create(username, tries) : forgetting(failure(answer));
        });
  }

  private Turn create(Username username, int tries) {
    return dialogue.ask(
        new ChannelRequest.CreateChannel(feed, null, null),
        answer -> {
          if (answer instanceof ServerMessage.Ok) return authorized(username);
          boolean join = is(ErrorCode.CHANNEL_EXISTS, answer);
          return join ? join(username, tries - 1) : forgetting(failure(answer));
        });
  }

  private Turn authorized(Username username) {
    user = username;
    return Turn.say(Frames.authorized(username));
  }

  /** Nobody is signed in any more. */
  private Turn forgetting(Turn turn) {
    loggedIn = false;
    user = null;
    return turn.anew();
  }

  private static boolean is(ErrorCode code, ServerMessage answer) {
    return answer instanceof ServerMessage.Error error && error.code() == code;
  }

  private static Turn failure(ServerMessage answer) {
    return Turn.say(Frames.failure(Reason.of(answer)));
  }
}

package io.peerrelay.protocol.dialect.rocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.AccountMessage;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.settings.RocketSettings;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One client of {@link Rocket}. Its answers name no request, so it is served one request after the
 * other. Who is logged in may log in again, or close another session: that is done on a socket
 * started anew, and where it fails the former login is taken up again.
 *
 * <pre>
 *  LOGIN, FASTLOGIN ---> login --> welcome --> profile --> flag
 *  LOGOUT, own token ------------------------> logout --> bye, anew
 *  LOGOUT, another's --> login --> welcome --> logout --> bye, anew --> login as before
 * </pre>
 */
final class RocketDialect implements Dialect {
  private static final String DEVICE = "rocket";
  private static final ServerMessage.Error NOT_THEIR_TOKEN =
      ErrorCode.BAD_CREDENTIALS
          .because("token: not valid (expected: that of a session of the account)")
          .toError();

  private final RocketSettings words;

  /** The number of the request that is under way, or was the last. */
  private int asked;

  /** What its answer comes to; null where none is under way. */
  private Function<ServerMessage, Turn> then;

  /** Who is logged in; null for nobody. */
  private Member member;

  private record Member(Username name, Secret token) {}

  RocketDialect(RocketSettings words) {
    this.words = words;
  }

  @Override
  public Turn read(String text) {
    JsonNode frame = Json.read(text);
    String action = text(frame, "action");
    if (action == null)
      return Turn.say(
          RocketFrames.of("A message with an action was expected.", words.unknownAction()));
    try {
      return switch (action) {
        case "REGISTER" -> register(frame.path("userRegData"));
        case "CONFIRMATION" -> confirm(frame.path("userRegData"));
        case "LOGIN" -> logIn(frame.path("userLoginData"));
        case "FASTLOGIN" -> logInByToken(frame.path("userLoginData"));
        case "LOGOUT" -> logOut(frame.path("userLoginData"));
        default -> Turn.say(RocketFrames.of("There is no such action.", words.unknownAction()));
      };
    } catch (InvalidField e) {
      return refuse(refusal(action), e.problem().toError());
    }
  }

  @Override
  public Turn write(String re, ServerMessage message) {
    if (then != null && Integer.toString(asked).equals(re)) {
      Function<ServerMessage, Turn> answered = then;
      then = null;
      return answered.apply(message);
    }
    boolean isComplaint = re == null && message instanceof ServerMessage.Error;
    return isComplaint ? refuse(words.unknownAction(), message) : Turn.NOTHING;
  }

  @Override
  public Turn ping() {
    return Turn.say(RocketFrames.PING);
  }

  @Override
  public boolean waits() {
    return then != null;
  }

  private Turn register(JsonNode data) {
    EmailAddress email = new EmailAddress(text(data, "email"));
    String password = text(data, "password");
    if ("".equals(password))
      return Turn.say(RocketFrames.of("The password is empty.", words.tooShortPassword()));
    return ask(
        new ClientMessage.Register(new Username(email.value()), new Secret(password), email),
        answer ->
            answer instanceof ServerMessage.Registered
                ? say("Check your email for confirmation code.", words.registered())
                : refuse(registrationRefusal(answer), answer));
  }

  private String registrationRefusal(ServerMessage answer) {
    ErrorCode code = answer instanceof ServerMessage.Error error ? error.code() : null;
    if (code == ErrorCode.ALREADY_REGISTERED) return words.alreadyRegistered();
    return code == ErrorCode.WEAK_PASSWORD ? words.tooShortPassword() : words.notRegistered();
  }

  private Turn confirm(JsonNode data) {
    return ask(
        new ClientMessage.Confirm(name(data), token(data)),
        answer ->
            answer instanceof ServerMessage.Confirmed
                ? say("Confirmation done.", words.confirmed())
                : refuse(words.notConfirmed(), answer));
  }

  private Turn logIn(JsonNode data) {
    Username name = name(data);
    Secret password = new Secret(text(data, "password"));
    return enter(
        new ClientMessage.Login(name, password, null, DEVICE),
        name,
        words.notLogged(),
        this::greet);
  }

  private Turn logInByToken(JsonNode data) {
    Member shown = shown(data);
    return shown.equals(member) ? greet() : enter(shown, words.notLogged(), this::greet);
  }

  private Turn logOut(JsonNode data) {
    Member shown = shown(data);
    if (shown.equals(member)) return leave(null, true);
    Member former = member;
    return enter(shown, words.logoutError(), () -> leave(former, false));
  }

  private Turn enter(Member shown, String refusal, Supplier<Turn> next) {
    return enter(byToken(shown.token()), shown.name(), refusal, next);
  }

  /**
   * Logs in, and goes on if that is who it was.
   *
   * @param refusal what is said if not
   */
  private Turn enter(
      ClientMessage.Login login, Username name, String refusal, Supplier<Turn> next) {
    Member former = member;
    member = null;
    Turn turn =
        ask(
            login,
            answer -> {
              if (!(answer instanceof ServerMessage.Welcome welcome))
                return restore(former, refuse(refusal, answer));
              if (!welcome.username().equals(name))
                return restore(former, refuse(refusal, NOT_THEIR_TOKEN).anew());
              member = new Member(welcome.username(), welcome.token());
              return next.get();
            });
    return former == null ? turn : turn.anew();
  }

  private Turn greet() {
    return ask(
        new ClientMessage.Profile(),
        answer ->
            answer instanceof AccountMessage.Profile profile
                ? Turn.say(RocketFrames.logged(words.logged(), profile, member.token()))
                : refuse(words.notLogged(), answer));
  }

  /**
   * @param former who is to be logged in again then; null for nobody
   * @param own whether the login stays if it can't be ended
   */
  private Turn leave(Member former, boolean own) {
    return ask(
        new ClientMessage.Logout(),
        answer -> {
          boolean left = answer instanceof ServerMessage.Bye;
          Turn turn =
              left
                  ? say("Your account session is closed.", words.loggedOut())
                  : refuse(words.logoutError(), answer);
          if (own && !left) return turn;
          member = null;
          return restore(former, turn.anew());
        });
  }

  /** The turn, and then the login that was before. */
  private Turn restore(Member former, Turn turn) {
    if (former == null) return turn;
    member = former;
    Turn again =
        ask(
            byToken(former.token()),
            answer -> {
              if (!(answer instanceof ServerMessage.Welcome)) member = null;
              return Turn.NOTHING;
            });
    return new Turn(turn.frames(), turn.startsAnew(), again.requests());
  }

  private Turn ask(ClientMessage message, Function<ServerMessage, Turn> answered) {
    then = answered;
    return Turn.ask(new Request.Asked(Integer.toString(++asked), message));
  }

  private static Turn say(String message, String status) {
    return Turn.say(RocketFrames.of(message, status));
  }

  private Turn refuse(String status, ServerMessage answer) {
    // Nothing but an error is left, unless the relay learns to answer otherwise.
    ServerMessage.Error error =
        answer instanceof ServerMessage.Error known
            ? known
            : ErrorCode.UNAVAILABLE.because("The relay did not answer as expected.").toError();
    return Turn.say(
        status.equals(words.notLogged())
            ? RocketFrames.loginError(status, error)
            : RocketFrames.of(error.message(), status));
  }

  /** What is said where the action comes to nothing. */
  private String refusal(String action) {
    return switch (action) {
      case "REGISTER" -> words.notRegistered();
      case "CONFIRMATION" -> words.notConfirmed();
      case "LOGOUT" -> words.logoutError();
      default -> words.notLogged();
    };
  }

  private static ClientMessage.Login byToken(Secret token) {
    return new ClientMessage.Login(null, null, token, DEVICE);
  }

  private static Member shown(JsonNode data) {
    return new Member(name(data), token(data));
  }

  private static Username name(JsonNode data) {
    String email = text(data, "email");
    if (email == null)
      throw new InvalidField(
          ErrorCode.BAD_FIELD, "email", "missing (expected: the address of the account)");
    return new Username(email);
  }

  private static Secret token(JsonNode data) {
    return new Secret(text(data, "token"));
  }

  /** Null where there is none. */
  private static String text(JsonNode data, String field) {
    JsonNode value = data.path(field);
    return value.isTextual() ? value.textValue() : null;
  }
}

package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.peerrelay.account.Account;
import io.peerrelay.account.Accounts;
import io.peerrelay.protocol.AccountMessage;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.util.concurrent.CompletionStage;

/**
 * Who is logged in on a connection: carries its requests to the accounts, and after a login makes
 * the connection a device of the user's session. The client is welcome only when the session has
 * the device, so that nothing for the user misses it; should the session move or restart, the
 * device attaches to the next.
 */
final class Login {
  /** How often the session is asked within the time that a request may take. */
  private static final int ATTACH_TRIES = 3;

  /** A client that is welcome already waits longer: its session may be moving to another node. */
  private static final int REATTACH_TRIES = 15;

  /** So begins the name of a connection, by which a device is called that has none. */
  private static final String NAMELESS = "$";

  private final ActorContext<Connection.Command> context;
  private final TimerScheduler<Connection.Command> timers;
  private final Answers answers;
  private final Relay relay;
  private final ActorRef<DeviceMessage> device;
  private boolean underWay;
  private boolean leaving;
  private int triesLeft;
  private Welcome welcome;
  private Account.LoggedIn user;

  /** The welcome that waits for the session. */
  private record Welcome(String re, String device) {}

  Login(
      ActorContext<Connection.Command> context,
      TimerScheduler<Connection.Command> timers,
      Answers answers,
      Relay relay,
      ActorRef<DeviceMessage> device) {
    this.context = context;
    this.timers = timers;
    this.answers = answers;
    this.relay = relay;
    this.device = device;
  }

  /** Whether requests have to wait because it is about to be known whose they are. */
  boolean isUnderWay() {
    return underWay;
  }

  boolean isLoggedIn() {
    return user != null;
  }

  /** The name as it was registered; only after a login. */
  Username user() {
    return user.username();
  }

  /** Handles a request about accounts; those that need a login are sent only after one. */
  void handle(String re, ClientMessage message) {
    Accounts accounts = relay.accounts();
    if (message instanceof ClientMessage.Register register)
      ask(re, message, accounts.register(register));
    else if (message instanceof ClientMessage.Confirm confirm)
      ask(re, message, accounts.confirm(confirm));
    else if (message instanceof ClientMessage.ResendConfirmation resend)
      ask(re, message, accounts.resendConfirmation(resend));
    else if (message instanceof ClientMessage.ForgotPassword forgot)
      ask(re, message, accounts.forgotPassword(forgot));
    else if (message instanceof ClientMessage.ResetPassword reset)
      ask(re, message, accounts.resetPassword(reset));
    else if (message instanceof ClientMessage.Login login) logIn(re, login);
    else if (message instanceof ClientMessage.ChangePassword change)
      ask(re, message, accounts.changePassword(user(), change));
    else if (message instanceof ClientMessage.Profile) ask(re, message, accounts.describe(user()));
    else if (message instanceof ClientMessage.ChangeProfile change)
      ask(re, message, accounts.changeProfile(user(), change));
    else if (message instanceof ClientMessage.Logout)
      ask(re, message, accounts.logOut(user(), user.token()));
    else if (message instanceof ClientMessage.Sessions) ask(re, message, sessions());
    else if (message instanceof ClientMessage.EndSession end)
      ask(re, message, accounts.endSession(user, end));
    else if (message instanceof ClientMessage.DeleteAccount delete) {
      leaving = true;
      ask(re, message, accounts.deleteAccount(user(), delete));
    }
  }

  /** The account knows which there are, the session of the user which of them are connected. */
  private CompletionStage<Account.Reply> sessions() {
    CompletionStage<SessionCommand.Online> online =
        UserSession.of(context.getSystem(), user())
            .ask(SessionCommand.ListDevices::new, relay.socket().requestTimeout());
    return relay
        .accounts()
        .sessions(user)
        .thenCombine(
            online,
            (reply, now) ->
                reply instanceof Account.Sessions known ? known.with(now.sessions()) : reply);
  }

  private void logIn(String re, ClientMessage.Login login) {
    if (isLoggedIn()) {
      answers.refuse(
          re, ErrorCode.ALREADY_LOGGED_IN.because("This socket is logged in as " + user() + "."));
      return;
    }
    underWay = true;
    ask(re, login, relay.accounts().logIn(asNamed(login)));
  }

  /** A client that logs in again may give back the name that it was welcomed by: that is none. */
  private static ClientMessage.Login asNamed(ClientMessage.Login login) {
    boolean isOurs = login.device() != null && login.device().startsWith(NAMELESS);
    return isOurs || "".equals(login.device())
        ? new ClientMessage.Login(login.username(), login.password(), login.token(), null)
        : login;
  }

  private void ask(String re, ClientMessage request, CompletionStage<Account.Reply> reply) {
    context.pipeToSelf(
        reply, (answer, failure) -> new Connection.AccountReplied(re, request, answer));
  }

  void onReply(Connection.AccountReplied replied) {
    String re = replied.re();
    Account.Reply reply = replied.reply();
    if (reply instanceof Account.LoggedIn loggedIn) {
      user = loggedIn;
      welcome = new Welcome(re, deviceName((ClientMessage.Login) replied.request()));
      attach(ATTACH_TRIES);
      return;
    }
    if (replied.request() instanceof ClientMessage.Login) underWay = false;
    if (reply == null) {
      leaving = false;
      answers.refuseOverdue(re);
    } else if (reply instanceof Account.Refused refused) {
      leaving = false;
      answers.refuse(re, refused.problem());
    } else if (reply instanceof Account.Registered registered) {
      answers.send(
          re,
          new ServerMessage.Registered(registered.username(), registered.confirmationRequired()));
    } else if (reply instanceof Account.Confirmed confirmed) {
      answers.send(re, new ServerMessage.Confirmed(confirmed.username()));
    } else if (reply instanceof Account.Sessions known) {
      answers.send(re, new AccountMessage.Sessions(known.sessions()));
    } else if (reply instanceof Account.Described described) {
      answers.send(
          re,
          new AccountMessage.Profile(
              described.username(),
              described.email(),
              described.email() != null,
              described.profile()));
    } else {
      onDone(re, replied.request());
    }
  }

  private void onDone(String re, ClientMessage request) {
    boolean loggedOut = request instanceof ClientMessage.Logout;
    answers.send(re, loggedOut ? new ServerMessage.Bye() : new ServerMessage.Ok());
    if (loggedOut || request instanceof ClientMessage.DeleteAccount)
      answers.close(CloseReason.LOGGED_OUT);
  }

  private String deviceName(ClientMessage.Login login) {
    return login.device() != null ? login.device() : context.getSelf().path().name();
  }

  private void attach(int tries) {
    triesLeft = tries;
    UserSession.of(context.getSystem(), user())
        .tell(new SessionCommand.Attach(device, user.session(), welcome == null));
    timers.startSingleTimer(
        new Connection.AttachOverdue(), relay.socket().requestTimeout().dividedBy(ATTACH_TRIES));
  }

  void onSession(DeviceMessage message) {
    if (message instanceof DeviceMessage.Attached attached) onAttached(attached);
    else if (!leaving) answers.close(CloseReason.SESSION_ENDED);
  }

  private void onAttached(DeviceMessage.Attached attached) {
    timers.cancel(new Connection.AttachOverdue());
    context.watchWith(attached.session(), new Connection.SessionGone());
    if (welcome == null) return;
    answers.send(
        welcome.re(),
        new ServerMessage.Welcome(
            user(),
            user.token(),
            user.expiresAt(),
            welcome.device(),
            relay.node(),
            relay.limits()));
    welcome = null;
    underWay = false;
  }

  void onSessionGone() {
    attach(REATTACH_TRIES);
  }

  void onAttachOverdue() {
    if (triesLeft > 1) {
      attach(triesLeft - 1);
      return;
    }
    if (welcome != null) answers.refuseOverdue(welcome.re());
    answers.close(CloseReason.SESSION_UNAVAILABLE);
  }
}

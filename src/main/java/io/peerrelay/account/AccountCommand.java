package io.peerrelay.account;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import java.util.Map;

/** What an {@link Account} is told. */
sealed interface AccountCommand {

  /** Comes from outside, perhaps from another node. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @Type(value = Register.class, name = "register"),
    @Type(value = Confirm.class, name = "confirm"),
    @Type(value = ResendConfirmation.class, name = "resendConfirmation"),
    @Type(value = ForgotPassword.class, name = "forgotPassword"),
    @Type(value = ResetPassword.class, name = "resetPassword"),
    @Type(value = LogIn.class, name = "logIn"),
    @Type(value = LogInByToken.class, name = "logInByToken"),
    @Type(value = ChangePassword.class, name = "changePassword"),
    @Type(value = DeleteAccount.class, name = "deleteAccount"),
    @Type(value = LogOut.class, name = "logOut"),
    @Type(value = ListSessions.class, name = "listSessions"),
    @Type(value = EndSession.class, name = "endSession"),
    @Type(value = AskHolder.class, name = "askHolder"),
    @Type(value = Find.class, name = "find"),
    @Type(value = Describe.class, name = "describe"),
    @Type(value = ChangeProfile.class, name = "changeProfile"),
  })
  sealed interface Request extends AccountCommand, CborSerializable {}

  /**
   * @param email null if none was given
   * @param profile null if none was given
   */
  record Register(
      Username username,
      Secret password,
      EmailAddress email,
      ProfileFields profile,
      ActorRef<Account.Reply> replyTo)
      implements Request {}

  record Confirm(Secret code, ActorRef<Account.Reply> replyTo) implements Request {}

  /** Has no answer: it would tell whether there is something to confirm. */
  record ResendConfirmation() implements Request {}

  /** Has no answer: it would tell whose address it is. */
  record ForgotPassword(EmailAddress email) implements Request {}

  record ResetPassword(Secret code, Secret password, ActorRef<Account.Reply> replyTo)
      implements Request {}

  /**
   * @param device what it calls itself; null if it does not
   */
  record LogIn(Secret password, String device, ActorRef<Account.Reply> replyTo)
      implements Request {}

  /**
   * @param device as of {@link LogIn}
   */
  record LogInByToken(Secret token, String device, ActorRef<Account.Reply> replyTo)
      implements Request {}

  /**
   * Where the user is logged in.
   *
   * @param current the session that asks
   */
  record ListSessions(SessionId current, ActorRef<Account.Reply> replyTo) implements Request {}

  /**
   * @param current the session that asks, which is not to be ended
   */
  record EndSession(SessionId session, SessionId current, ActorRef<Account.Reply> replyTo)
      implements Request {}

  record ChangePassword(Secret oldPassword, Secret newPassword, ActorRef<Account.Reply> replyTo)
      implements Request {}

  record DeleteAccount(Secret password, ActorRef<Account.Reply> replyTo) implements Request {}

  record LogOut(Secret token, ActorRef<Account.Reply> replyTo) implements Request {}

  /** Whether this account has the address, or is about to. */
  record AskHolder(EmailAddress email, ActorRef<EmailClaim.Holding> replyTo) implements Request {}

  /** Whether anybody has the name. */
  record Find(ActorRef<Account.Reply> replyTo) implements Request {}

  /** What is kept of the user. */
  record Describe(ActorRef<Account.Reply> replyTo) implements Request {}

  /**
   * @param fields as of {@link ProfileFields#with}
   */
  record ChangeProfile(Map<String, String> fields, ActorRef<Account.Reply> replyTo)
      implements Request {}

  /** The entity tells itself; never leaves the node. */
  enum Lifecycle implements AccountCommand {
    IDLE,
    STOP
  }

  /** What was computed elsewhere is there. */
  record Continue(AccountWork from, AccountWork.Step step) implements AccountCommand {}
}

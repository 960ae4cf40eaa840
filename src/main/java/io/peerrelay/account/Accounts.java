package io.peerrelay.account;

import io.peerrelay.protocol.*;
import java.time.Instant;
import java.util.concurrent.*;

public final class Accounts {
  public CompletionStage<Account.Reply> register(ClientMessage.Register m) {
    return f(new Account.Registered(m.username(), false));
  }

  public CompletionStage<Account.Reply> confirm(ClientMessage.Confirm m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> resendConfirmation(ClientMessage.ResendConfirmation m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> forgotPassword(ClientMessage.ForgotPassword m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> resetPassword(ClientMessage.ResetPassword m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> logIn(ClientMessage.Login m) {
    return f(new Account.LoggedIn(m.username(), new Secret("t"), Instant.now()));
  }

  public CompletionStage<Account.Reply> changePassword(Username u, ClientMessage.ChangePassword m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> deleteAccount(Username u, ClientMessage.DeleteAccount m) {
    return f(new Account.Done());
  }

  public CompletionStage<Account.Reply> logOut(Username u, Secret token) {
    return f(new Account.Done());
  }

  private static CompletionStage<Account.Reply> f(Account.Reply r) {
    return CompletableFuture.completedFuture(r);
  }
}

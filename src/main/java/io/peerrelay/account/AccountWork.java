package io.peerrelay.account;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.protocol.Problem;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/** How the handlers of one account have something computed elsewhere, and how they answer. */
final class AccountWork extends EffectFactories<AccountEvent, AccountState> {
  private final ActorContext<AccountCommand> context;

  /** Computations that are not done. */
  private int pending;

  private boolean stopping;

  /** Goes on with the state as it is when the computation is done. */
  @FunctionalInterface
  interface Step {
    ReplyEffect<AccountEvent, AccountState> on(AccountState state);
  }

  AccountWork(ActorContext<AccountCommand> context) {
    this.context = context;
  }

  /**
   * Goes on when {@code computation} is done; answers {@code busy} or {@code unavailable} if it
   * fails.
   *
   * @param replyTo null: nobody waits for an answer
   */
  <T> ReplyEffect<AccountEvent, AccountState> after(
      CompletionStage<T> computation,
      ActorRef<Account.Reply> replyTo,
      BiFunction<AccountState, T, ReplyEffect<AccountEvent, AccountState>> next) {
    return after(computation, replyTo, () -> {}, next);
  }

  /**
   * @param first done before anything else, whether the computation failed or not
   */
  <T> ReplyEffect<AccountEvent, AccountState> after(
      CompletionStage<T> computation,
      ActorRef<Account.Reply> replyTo,
      Runnable first,
      BiFunction<AccountState, T, ReplyEffect<AccountEvent, AccountState>> next) {
    pending++;
    context.pipeToSelf(
        computation,
        (done, failure) ->
            new AccountCommand.Continue(
                this,
                state -> {
                  first.run();
                  return failure == null ? next.apply(state, done) : failed(replyTo, failure);
                }));
    return noReply();
  }

  ReplyEffect<AccountEvent, AccountState> onContinue(
      AccountState state, AccountCommand.Continue done) {
    // A computation that was begun before the entity was restarted is about a past state.
    if (done.from() != this) return noReply();
    ReplyEffect<AccountEvent, AccountState> effect = done.step().on(state);
    pending--;
    if (stopping && pending == 0) context.getSelf().tell(AccountCommand.Lifecycle.STOP);
    return effect;
  }

  /** Who waits for what is computed gets the answer first: the account may only be moving. */
  ReplyEffect<AccountEvent, AccountState> onStop() {
    stopping = true;
    return pending == 0 ? stop().thenNoReply() : noReply();
  }

  ReplyEffect<AccountEvent, AccountState> refuse(ActorRef<Account.Reply> replyTo, Problem problem) {
    return replyTo == null ? noReply() : reply(replyTo, new Account.Refused(problem));
  }

  private ReplyEffect<AccountEvent, AccountState> failed(
      ActorRef<Account.Reply> replyTo, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean busy = cause instanceof RejectedExecutionException;
    if (busy && replyTo != null) return refuse(replyTo, Refusals.BUSY);
    context.getLog().warn("An account could not go on: {}", busy ? "busy" : cause.toString());
    return refuse(replyTo, Refusals.UNAVAILABLE);
  }
}

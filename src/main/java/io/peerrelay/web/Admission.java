package io.peerrelay.web;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Authorization;
import akka.http.javadsl.model.headers.HttpCredentials;
import akka.http.javadsl.model.headers.RawHeader;
import io.peerrelay.account.Account;
import io.peerrelay.account.Accounts;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a request about a transfer comes of one of its sides: by the token of an account, or by a
 * ticket. A token counts where both are there, and leaves the ticket as it is. Whoever may not gets
 * the same answer, be there such a transfer or not.
 */
final class Admission {
  private static final Pattern TICKET =
      Pattern.compile("(?:^|&)ticket=([A-Za-z0-9_-]{1,64})(?:&|$)");

  private final ActorSystem<?> system;
  private final Accounts accounts;
  private final Duration timeout;

  /** What a request gets. */
  sealed interface Result {}

  record Admitted(Visit visit) implements Result {}

  record Refused(HttpResponse answer) implements Result {}

  /**
   * @param timeout how long the transfer may take to answer
   */
  Admission(ActorSystem<?> system, Accounts accounts, Duration timeout) {
    this.system = system;
    this.accounts = accounts;
    this.timeout = timeout;
  }

  CompletionStage<Result> admit(HttpRequest request, TransferId transfer) {
    Optional<HttpCredentials> credentials =
        request.getHeader(Authorization.class).map(Authorization::credentials);
    if (credentials.isPresent()) return byToken(credentials.get(), transfer);
    Matcher ticket = TICKET.matcher(request.getUri().rawQueryString().orElse(""));
    if (!ticket.find()) return CompletableFuture.completedFuture(unknown());
    // Looking is free: who only asks how far the transfer is comes again with the bytes.
    return byTicket(ticket.group(1), !request.method().equals(HttpMethods.HEAD), transfer);
  }

  static Refused unknown() {
    return new Refused(
        Answer.refuse(
            StatusCodes.NOT_FOUND,
            ErrorCode.NO_SUCH_TRANSFER.because("You have no such transfer, or it has ended.")));
  }

  private CompletionStage<Result> byToken(HttpCredentials credentials, TransferId transfer) {
    if (!credentials.scheme().equalsIgnoreCase("Bearer"))
      return CompletableFuture.completedFuture(
          unauthorized(ErrorCode.BAD_CREDENTIALS.because("Authorization: (expected: Bearer)")));
    Optional<Secret> token = secret(credentials.token());
    if (token.isEmpty())
      return CompletableFuture.completedFuture(
          unauthorized(ErrorCode.BAD_CREDENTIALS.because("Authorization: no token is in it.")));
    return accounts.whoHas(token.get()).thenCompose(reply -> on(reply, transfer));
  }

  private static Optional<Secret> secret(String token) {
    try {
      return Optional.of(new Secret(token));
    } catch (IllegalArgumentException e) { // Empty, or longer than any.
      return Optional.empty();
    }
  }

  private CompletionStage<Result> on(Account.Reply reply, TransferId transfer) {
    if (reply instanceof Account.LoggedIn known) return describe(known.username(), transfer);
    Problem problem = ((Account.Refused) reply).problem();
    return CompletableFuture.completedFuture(
        problem.code() == ErrorCode.BAD_CREDENTIALS
            ? unauthorized(problem)
            : new Refused(Answer.later(problem)));
  }

  private static Result unauthorized(Problem problem) {
    return new Refused(
        Answer.refuse(StatusCodes.UNAUTHORIZED, problem)
            .addHeader(RawHeader.create("WWW-Authenticate", "Bearer")));
  }

  private CompletionStage<Result> byTicket(String ticket, boolean useUp, TransferId transfer) {
    return Transfer.of(system, transfer)
        .<TransferReply>ask(to -> new TransferCommand.Redeem(ticket, useUp, to), timeout)
        .exceptionally(failure -> null)
        .thenCompose(
            reply ->
                reply instanceof TransferReply.Redeemed redeemed
                    ? describe(redeemed.user(), transfer)
                    : CompletableFuture.completedFuture(refused(reply)));
  }

  private CompletionStage<Result> describe(Username user, TransferId transfer) {
    return Transfer.of(system, transfer)
        .<TransferReply>ask(to -> new TransferCommand.Describe(user, to), timeout)
        .exceptionally(failure -> null)
        .thenApply(
            reply ->
                reply instanceof TransferReply.Described known
                    ? new Admitted(new Visit(user, known.info(), known.begin()))
                    : refused(reply));
  }

  private static Result refused(TransferReply reply) {
    return reply == null ? new Refused(Answer.overdue()) : unknown();
  }
}

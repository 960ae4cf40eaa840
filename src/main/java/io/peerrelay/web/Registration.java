package io.peerrelay.web;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import io.peerrelay.account.Account;
import io.peerrelay.account.Accounts;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Registration over plain HTTP: the fields of a `register` message in, the answers of the socket
 * out.
 */
final class Registration {
  private static final int LARGEST_BODY = 16 * 1024;
  private static final Duration BODY_DEADLINE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final Accounts accounts;

  Registration(ActorSystem<?> system, Accounts accounts) {
    this.system = system;
    this.accounts = accounts;
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(LARGEST_BODY)
        .toStrict(BODY_DEADLINE.toMillis(), system)
        .thenApply(body -> RelayDialect.decodeAs("register", body.getData().utf8String()))
        .exceptionally(failure -> new Request.Refused(null, tooLarge()))
        .thenCompose(this::register);
  }

  private CompletionStage<HttpResponse> register(Request request) {
    if (request instanceof Request.Refused refused)
      return CompletableFuture.completedFuture(refuse(refused.problem()));
    return accounts
        .register((ClientMessage.Register) ((Request.Asked) request).message())
        .thenApply(Registration::answer);
  }

  private static HttpResponse answer(Account.Reply reply) {
    if (reply instanceof Account.Registered registered)
      return Answer.of(
          StatusCodes.CREATED,
          new ServerMessage.Registered(registered.username(), registered.confirmationRequired()));
    return refuse(((Account.Refused) reply).problem());
  }

  private static HttpResponse refuse(Problem problem) {
    StatusCode status =
        switch (problem.code()) {
          case ALREADY_REGISTERED -> StatusCodes.CONFLICT;
          case TOO_LARGE -> StatusCodes.CONTENT_TOO_LARGE;
          case UNAVAILABLE, BUSY -> StatusCodes.SERVICE_UNAVAILABLE;
          default -> StatusCodes.BAD_REQUEST;
        };
    return Answer.refuse(status, problem);
  }

  private static Problem tooLarge() {
    return ErrorCode.TOO_LARGE.because(
        "The body is too large or came too slowly (expected: at most " + LARGEST_BODY + " bytes)");
  }
}

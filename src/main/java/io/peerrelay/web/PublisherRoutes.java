package io.peerrelay.web;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.publisher.ClientChannels;
import io.peerrelay.publisher.Publisher;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The message queue over HTTP.
 *
 * <pre>
 *  GET  /v1/create-rabbit-ch       begins to consume the queue
 *  POST /v1/create-channel-client  gives a client its own channel ({@link ChannelOrder})
 *  GET  /v1/publish-data-over-ch   in test mode: one message of made-up data
 * </pre>
 */
final class PublisherRoutes {
  private final ActorSystem<?> system;
  private final Publisher publisher;
  private final ClientChannels clients;
  private final boolean testMode;

  PublisherRoutes(
      ActorSystem<?> system, Publisher publisher, ClientChannels clients, boolean testMode) {
    this.system = system;
    this.publisher = publisher;
    this.clients = clients;
    this.testMode = testMode;
  }

  /** Empty: there is no such thing here. */
  Optional<CompletionStage<HttpResponse>> handle(HttpRequest request) {
    return switch (request.getUri().path()) {
      case "/v1/create-rabbit-ch" ->
          Optional.of(only(HttpMethods.GET, request, () -> begin(request)));
      case "/v1/create-channel-client" ->
          Optional.of(only(HttpMethods.POST, request, () -> createClient(request)));
      case "/v1/publish-data-over-ch" ->
          testMode
              ? Optional.of(only(HttpMethods.GET, request, () -> publishSample(request)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private interface Route {
    CompletionStage<HttpResponse> handle();
  }

  private CompletionStage<HttpResponse> only(HttpMethod method, HttpRequest request, Route route) {
    if (request.method().equals(method)) return route.handle();
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(
        Answer.refuse(
                StatusCodes.METHOD_NOT_ALLOWED,
                ErrorCode.BAD_FIELD.because(
                    "method: %s (expected: %s)"
                        .formatted(request.method().value(), method.value())))
            .addHeader(RawHeader.create("Allow", method.value())));
  }

  private CompletionStage<HttpResponse> begin(HttpRequest request) {
    request.discardEntityBytes(system);
    return publisher.begin().thenApply(PublisherRoutes::answer);
  }

  private CompletionStage<HttpResponse> publishSample(HttpRequest request) {
    request.discardEntityBytes(system);
    return publisher.publishSample().thenApply(PublisherRoutes::answer);
  }

  private static HttpResponse answer(Publisher.Reply reply) {
    if (reply instanceof Publisher.Consuming consuming)
      return Answer.json(
          StatusCodes.OK, PublisherJson.consuming(consuming.queue(), consuming.isNew()));
    if (reply instanceof Publisher.Published published)
      return Answer.json(StatusCodes.OK, PublisherJson.published(published.messageId()));
    return refuse(((Publisher.Refused) reply).problem());
  }

  private CompletionStage<HttpResponse> createClient(HttpRequest request) {
    return ChannelOrder.read(request, system)
        .thenCompose(
            order ->
                order instanceof ChannelOrder.Read read
                    ? clients.open(read.order()).thenApply(PublisherRoutes::answer)
                    : CompletableFuture.completedFuture(
                        refuse(((ChannelOrder.Unreadable) order).problem())));
  }

  private static HttpResponse answer(ClientChannels.Reply reply) {
    if (reply instanceof ClientChannels.Ready ready)
      return Answer.json(StatusCodes.OK, PublisherJson.ready(ready));
    return refuse(((ClientChannels.Refused) reply).problem());
  }

  private static HttpResponse refuse(Problem problem) {
    StatusCode status =
        switch (problem.code()) {
          case BAD_CREDENTIALS -> StatusCodes.UNAUTHORIZED;
          case NOT_CONFIRMED, LIMIT_REACHED -> StatusCodes.FORBIDDEN;
          case CHANNEL_EXISTS, ALREADY_REGISTERED -> StatusCodes.CONFLICT;
          case TOO_LARGE -> StatusCodes.CONTENT_TOO_LARGE;
          case LOCKED_OUT -> StatusCodes.TOO_MANY_REQUESTS;
          case UNAVAILABLE, BUSY -> StatusCodes.SERVICE_UNAVAILABLE;
          default -> StatusCodes.BAD_REQUEST;
        };
    return status.equals(StatusCodes.SERVICE_UNAVAILABLE)
        ? Answer.later(problem)
        : Answer.refuse(status, problem);
  }
}

package io.peerrelay.web;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.transfer.PartyMessage;

/** The relay's messages as answers over HTTP. */
final class Answer {
  private static final String RETRY_SECONDS = "5";

  private Answer() {}

  static HttpResponse of(StatusCode status, ServerMessage message) {
    return json(status, RelayDialect.encode(null, message));
  }

  static HttpResponse refuse(StatusCode status, Problem problem) {
    return of(status, problem.toError());
  }

  /** May be tried again, a little later. */
  static HttpResponse later(Problem problem) {
    return refuse(StatusCodes.SERVICE_UNAVAILABLE, problem)
        .addHeader(RawHeader.create("Retry-After", RETRY_SECONDS));
  }

  static HttpResponse overdue() {
    return later(ErrorCode.UNAVAILABLE.because("The transfer did not answer in time."));
  }

  /**
   * @param offset where the sender is to go on
   */
  static HttpResponse goOn(StatusCode status, ServerMessage message, long offset) {
    String json = RelayDialect.encode(null, message);
    String open = json.substring(0, json.length() - 1);
    return withOffset(json(status, open + ",\"offset\":" + offset + "}"), offset);
  }

  /**
   * @param offset where the sender is to go on
   */
  static HttpResponse withOffset(HttpResponse response, long offset) {
    return response.addHeader(RawHeader.create("Upload-Offset", Long.toString(offset)));
  }

  /** How the transfer ended. */
  static HttpResponse end(ServerMessage notice) {
    if (notice instanceof ServerMessage.Completed) return of(StatusCodes.OK, notice);
    if (notice instanceof ServerMessage.Failed) return of(StatusCodes.CONFLICT, notice);
    return of(StatusCodes.GONE, notice);
  }

  static HttpResponse json(StatusCode status, String json) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }

  /** The request is an end of its transfer no longer. */
  static HttpResponse paused(PartyMessage.Paused paused) {
    return paused.by().equals(ServerMessage.Cancelled.RELAY)
        ? refuse(StatusCodes.REQUEST_TIMEOUT, ErrorCode.IDLE.because(paused.reason() + "."))
        : refuse(StatusCodes.CONFLICT, ErrorCode.BUSY.because("It was " + paused.reason() + "."));
  }

  /** For bytes that don't begin where the transfer is. */
  static HttpResponse wrongOffset(long offset) {
    Problem problem =
        ErrorCode.WRONG_OFFSET.because(
            "Content-Range: (expected: the bytes from " + offset + " on)");
    return goOn(StatusCodes.CONFLICT, problem.toError(), offset);
  }
}

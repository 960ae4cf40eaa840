package io.peerrelay.web;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import io.peerrelay.connection.Relay;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.TransferId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of transfers over plain HTTP, see {@link Upload} and {@link Download}.
 *
 * <pre>
 *  PUT  /transfers/ID    the sender's bytes, or with Content-Range a part of them
 *  GET  /transfers/ID    the receiver's file, or with Range a part of it;
 *                        with ?files=joined all files, one after the other
 *  HEAD /transfers/ID    how far it is, and what a GET would say
 * </pre>
 */
final class Transfers {
  static final String PATH = "/transfers/";

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD);

  private final ActorSystem<?> system;
  private final Relay relay;
  private final Admission admission;
  private final AtomicLong requests = new AtomicLong();

  Transfers(ActorSystem<?> system, Relay relay) {
    this.system = system;
    this.relay = relay;
    this.admission = new Admission(system, relay.accounts(), relay.socket().requestTimeout());
  }

  /** The entity of the request is read, dropped, or left alone where the answer comes first. */
  CompletionStage<HttpResponse> handle(HttpRequest request) {
    if (!METHODS.contains(request.method()))
      return now(
          HttpResponse.create()
              .withStatus(StatusCodes.METHOD_NOT_ALLOWED)
              .addHeader(RawHeader.create("Allow", "GET, HEAD, PUT")));
    Optional<TransferId> id = id(request);
    if (id.isEmpty()) return now(Admission.unknown().answer());
    return admission.admit(request, id.get()).thenCompose(result -> serve(request, result));
  }

  private static Optional<TransferId> id(HttpRequest request) {
    try {
      return Optional.of(new TransferId(request.getUri().path().substring(PATH.length())));
    } catch (IllegalArgumentException e) { // Nothing that an id could be.
      return Optional.empty();
    }
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request, Admission.Result result) {
    if (result instanceof Admission.Refused refused) return now(refused.answer());
    Visit visit = ((Admission.Admitted) result).visit();
    boolean puts = request.method().equals(HttpMethods.PUT);
    boolean looks = request.method().equals(HttpMethods.HEAD);
    if (visit.isSender() && looks) return now(progress(visit));
    if (visit.isSender() != puts) return now(notYours(puts ? "send" : "receive"));
    return puts ? put(request, visit) : get(request, visit);
  }

  private static HttpResponse progress(Visit visit) {
    return Answer.withOffset(HttpResponse.create(), visit.begin())
        .addHeader(RawHeader.create("Upload-Length", Long.toString(visit.total())))
        .addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  private static HttpResponse notYours(String what) {
    return Answer.refuse(
        StatusCodes.FORBIDDEN,
        ErrorCode.NOT_YOURS.because("It is not for you to " + what + " this transfer."));
  }

  private CompletionStage<HttpResponse> put(HttpRequest request, Visit visit) {
    Optional<String> range = header(request, "Content-Range");
    Optional<Part> part =
        range.isEmpty()
            ? Optional.of(Part.whole(visit.total()))
            : Part.parse(range.get(), visit.total());
    if (part.isEmpty()) return now(badRange(range.get(), visit));
    OptionalLong length = request.entity().getContentLengthOption();
    if (length.isPresent() && length.getAsLong() > part.get().length())
      return now(Upload.tooLong(part.get()));
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    ActorRef<HttpParty.Command> party = start(Upload.create(relay, visit, part.get(), answer));
    request
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .runWith(Sink.fromGraph(new UploadSink(party, part.get())), system);
    return answer;
  }

  private static HttpResponse badRange(String range, Visit visit) {
    return Answer.refuse(
        StatusCodes.BAD_REQUEST,
        ErrorCode.BAD_FIELD.because(
            "Content-Range: %s (expected: bytes FIRST-LAST/%d)".formatted(range, visit.total())));
  }

  private CompletionStage<HttpResponse> get(HttpRequest request, Visit visit) {
    Optional<Problem> problem = isJoined(request) ? Optional.empty() : unfit(visit.info().files());
    if (problem.isPresent()) return now(Answer.refuse(StatusCodes.CONFLICT, problem.get()));
    if (request.method().equals(HttpMethods.HEAD)) return now(preview(visit));
    // A condition on what the client has can't be checked: then it gets everything.
    Optional<String> header =
        header(request, "Range").filter(range -> header(request, "If-Range").isEmpty());
    Optional<ByteRange> range =
        header.isEmpty()
            ? Optional.of(ByteRange.whole(visit.total()))
            : ByteRange.parse(header.get(), visit.total());
    if (range.isEmpty()) return now(pastEnd(header.get(), visit));
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    CompletionStage<Done> receipt = request.getAttribute(ReceiptStage.RECEIPT).orElseThrow();
    start(Download.create(relay, visit, range.get(), receipt, answer));
    return answer;
  }

  /** Whether the client knows from the offer where one file ends and the next begins. */
  private static boolean isJoined(HttpRequest request) {
    return request.getUri().query().get("files").filter("joined"::equals).isPresent();
  }

  private static Optional<Problem> unfit(List<FileInfo> files) {
    if (files.size() == 1 && !files.get(0).isFolder()) return Optional.empty();
    return Optional.of(
        ErrorCode.NOT_ONE_FILE.because(
            files.size() + " files or folders were accepted (expected: one file)"));
  }

  private static HttpResponse preview(Visit visit) {
    FileInfo file = visit.file();
    return HttpResponse.create()
        .addHeaders(FileHeaders.of(file))
        .addHeader(new LengthOfGet(visit.total()))
        .withEntity(HttpEntities.create(FileHeaders.type(file), ByteString.emptyByteString()));
  }

  private static HttpResponse pastEnd(String range, Visit visit) {
    return Answer.refuse(
            StatusCodes.RANGE_NOT_SATISFIABLE,
            ErrorCode.BAD_FIELD.because(
                "Range: %s (expected: within %d bytes)".formatted(range, visit.total())))
        .addHeader(RawHeader.create("Content-Range", "bytes */" + visit.total()));
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  private ActorRef<HttpParty.Command> start(Behavior<HttpParty.Command> party) {
    return system.systemActorOf(
        party, "transfer-request-" + requests.incrementAndGet(), Props.empty());
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}

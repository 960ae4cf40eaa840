package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.Via;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.transfer.Asker;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.transfer.TransferCommand;
import io.peerrelay.transfer.TransferReply;
import java.util.Optional;
import java.util.function.Function;

/** A connection's requests to transfers; what they tell it comes to {@link TransferNews}. */
final class TransferRequests {
  private final ActorContext<Connection.Command> context;
  private final Answers answers;
  private final Relay relay;
  private final Streams streams;
  private final ActorRef<PartyMessage> self;
  private final ActorRef<DeviceMessage> device;
  private final TransferList list;
  private final TransferNews news;
  private int unanswered;

  TransferRequests(
      ActorContext<Connection.Command> context,
      Answers answers,
      Relay relay,
      Streams streams,
      TransferNews news,
      ActorRef<PartyMessage> self,
      ActorRef<DeviceMessage> device) {
    this.context = context;
    this.answers = answers;
    this.relay = relay;
    this.streams = streams;
    this.self = self;
    this.device = device;
    this.list = new TransferList(context.getSystem(), relay.socket().requestTimeout());
    this.news = news;
  }

  void handle(String re, Username by, ClientMessage message) {
    news.askAs(asker(null, by));
    if (message instanceof ClientMessage.Offer offer) offer(re, by, offer);
    else if (message instanceof ClientMessage.Credit credit) grant(re, credit);
    else if (message instanceof ClientMessage.Accept accept) accept(re, by, accept);
    else if (message instanceof ClientMessage.Resume resume) resume(re, by, resume);
    else if (message instanceof ClientMessage.Transfers) list(re, by);
    else if (message instanceof ClientMessage.Decline decline)
      ask(
          re,
          decline.transfer(),
          to -> new TransferCommand.Decline(asker(re, by), decline.reason(), to));
    else if (message instanceof ClientMessage.Cancel cancel)
      ask(
          re,
          cancel.transfer(),
          to -> new TransferCommand.Cancel(asker(re, by), cancel.reason(), to));
    else if (message instanceof ClientMessage.Finish finish) finish(re, by, finish);
    else if (message instanceof ClientMessage.Received received) received(re, by, received);
  }

  private void offer(String re, Username by, ClientMessage.Offer offer) {
    Optional<Problem> problem = problem(by, offer);
    if (problem.isPresent()) {
      answers.refuse(re, problem.get());
      return;
    }
    TransferId transfer = TransferId.random();
    ask(
        re,
        transfer,
        to ->
            new TransferCommand.Offer(asker(re, by), offer.to(), offer.files(), offer.note(), to));
  }

  private Optional<Problem> problem(Username by, ClientMessage.Offer offer) {
    if (isFull()) return Optional.of(tooMany());
    return OfferRules.objection(by, offer, relay.transfer().largestFile());
  }

  private boolean isFull() {
    return streams.size() >= relay.transfer().openAtOnce();
  }

  private static Problem tooMany() {
    return ErrorCode.BUSY.because("Too many transfers run on this socket.");
  }

  private void accept(String re, Username by, ClientMessage.Accept accept) {
    if (isFull()) {
      answers.refuse(re, tooMany());
      return;
    }
    streams.keepFirstCredit(accept.transfer(), accept.credit());
    long offset = accept.offset() == null ? 0 : accept.offset();
    Via via = accept.via() == null ? Via.SOCKET : accept.via();
    ask(
        re,
        accept.transfer(),
        to -> new TransferCommand.Accept(asker(re, by), offset, accept.files(), via, to));
  }

  private void resume(String re, Username by, ClientMessage.Resume resume) {
    if (isFull()) {
      answers.refuse(re, tooMany());
      return;
    }
    streams.keepFirstCredit(resume.transfer(), resume.credit());
    long offset = resume.offset() == null ? 0 : resume.offset();
    Via via = resume.via() == null ? Via.SOCKET : resume.via();
    ask(
        re,
        resume.transfer(),
        to -> new TransferCommand.Resume(asker(re, by), offset, null, via, to));
  }

  private void list(String re, Username by) {
    unanswered++;
    context.pipeToSelf(
        list.of(by), (transfers, failure) -> new Connection.TransfersListed(re, transfers));
  }

  void onListed(Connection.TransfersListed listed) {
    unanswered--;
    if (listed.transfers() == null) answers.refuseOverdue(listed.re());
    else answers.send(listed.re(), new ServerMessage.Transfers(listed.transfers()));
  }

  private void grant(String re, ClientMessage.Credit credit) {
    Optional<Streams.Stream> stream = streams.of(credit.stream());
    if (stream.isPresent() && stream.get().side.isReceiving())
      stream.get().side.path().grant(credit.bytes());
    else if (stream.isPresent() || !streams.wasOpened(credit.stream()))
      answers.refuse(
          re,
          ErrorCode.BAD_FIELD.because(
              "stream: " + credit.stream() + " (expected: one that you receive)"));
    // Else it has ended while the credit was on its way.
  }

  private void finish(String re, Username by, ClientMessage.Finish finish) {
    Sha256 seen =
        streams
            .of(finish.transfer())
            .filter(stream -> !stream.side.isReceiving())
            .flatMap(stream -> stream.side.finish())
            .orElse(null);
    ask(
        re,
        finish.transfer(),
        to -> new TransferCommand.Finish(asker(re, by), finish.sha256(), seen, to));
  }

  private void received(String re, Username by, ClientMessage.Received received) {
    boolean complete =
        streams
            .of(received.transfer())
            .filter(stream -> stream.side.isReceiving() && stream.side.path().isTaken())
            .isPresent();
    ask(
        re,
        received.transfer(),
        to -> new TransferCommand.ConfirmReceipt(asker(re, by), received.sha256(), complete, to));
  }

  private Asker asker(String re, Username by) {
    return new Asker(by, re, self, device);
  }

  private void ask(
      String re, TransferId transfer, Function<ActorRef<TransferReply>, TransferCommand> command) {
    unanswered++;
    context.pipeToSelf(
        Transfer.of(context.getSystem(), transfer)
            .<TransferReply>ask(command::apply, relay.socket().requestTimeout()),
        (reply, failure) -> new Connection.TransferReplied(re, transfer, reply));
  }

  /** Whether a request is on its way, which must not be overtaken by the end of this connection. */
  boolean isAnyUnanswered() {
    return unanswered > 0;
  }

  void onReply(Connection.TransferReplied replied) {
    unanswered--;
    if (replied.reply() instanceof TransferReply.Taken) return;
    streams.forgetFirstCredit(replied.transfer());
    if (replied.reply() instanceof TransferReply.Refused refused)
      answers.refuse(replied.re(), refused.problem());
    else answers.refuseOverdue(replied.re());
  }
}

package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.peerrelay.account.Account;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.PeopleRequest;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.TransferInfo;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.transfer.PartyMessage;
import io.peerrelay.transfer.TransferReply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One socket: who is logged in on it, and its requests on their way to accounts and transfers.
 * While a login is under way the requests behind it wait. It ends with its socket, and with it the
 * user's device and the transfers it carried.
 */
public final class Connection extends AbstractBehavior<Connection.Command> {
  sealed interface Command {}

  record Received(Request request) implements Command {}

  /** The client broke the rules of a stream that it sends. */
  record StreamBroken(long stream, Problem problem) implements Command {}

  record SocketClosed() implements Command {}

  record Close(CloseReason reason) implements Command {}

  record AccountReplied(String re, ClientMessage request, Account.Reply reply) implements Command {}

  record TransferReplied(String re, TransferId transfer, TransferReply reply) implements Command {}

  /**
   * @param transfers null if they could not be had in time
   */
  record TransfersListed(String re, List<TransferInfo> transfers) implements Command {}

  /** A stream carries nothing any more, after a pause. */
  record Rested(Streams.Stream stream, PartyMessage.Paused paused) implements Command {}

  /** What a request waited for is there. */
  record Continue(Runnable step) implements Command {}

  record FromSession(DeviceMessage message) implements Command {}

  record FromChannel(ChannelNews news) implements Command {}

  record FromTransfer(PartyMessage message) implements Command {}

  record SessionGone() implements Command {}

  record AttachOverdue() implements Command {}

  private record LoginOverdue() implements Command {}

  private record ReportProgress() implements Command {}

  private record WatchSenders() implements Command {}

  private static final MessageHandlers<Connection, Command> HANDLERS = handlers();

  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);

  /** How often within the time that a sender may be silent it is looked at. */
  private static final int WATCHES = 4;

  private final Relay relay;
  private final Answers answers;
  private final Socket socket;
  private final TimerScheduler<Command> timers;
  private final Login login;
  private final TransferNews transferNews;
  private final TransferRequests transfers;
  private final ConversationRequests conversations;
  private final ChannelRequests channels;
  private final PeopleRequests people;
  private final ProcedureRequests procedures;
  private final News news;
  private final Streams streams;
  private final Rates rates;
  private final ArrayDeque<Request> behindLogin = new ArrayDeque<>(1);
  private boolean socketClosed;

  static Behavior<Command> create(Socket socket, Relay relay) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Connection(context, timers, socket, relay)));
  }

  private Connection(
      ActorContext<Command> context, TimerScheduler<Command> timers, Socket socket, Relay relay) {
    super(context);
    this.relay = relay;
    this.socket = socket;
    this.timers = timers;
    this.answers = new Answers(socket, relay.socket());
    ActorRef<PartyMessage> party = context.messageAdapter(PartyMessage.class, FromTransfer::new);
    this.streams = new Streams(socket, relay.legs(), party);
    ActorRef<DeviceMessage> device = context.messageAdapter(DeviceMessage.class, FromSession::new);
    Inquiries inquiries = new Inquiries(context, relay.socket().requestTimeout());
    Feeds feeds = new Feeds(context, answers, relay, inquiries);
    this.conversations =
        new ConversationRequests(context.getSystem(), answers, relay, inquiries, feeds);
    this.channels = new ChannelRequests(context.getSystem(), answers, relay, inquiries);
    this.people = new PeopleRequests(context, answers, relay, inquiries);
    this.procedures = new ProcedureRequests(answers, relay.procedures(), inquiries);
    this.news =
        new News(
            answers,
            feeds,
            relay.fanout(),
            context.messageAdapter(ChannelNews.class, FromChannel::new));
    this.login = new Login(context, timers, answers, relay, device);
    this.transferNews = new TransferNews(context, answers, relay, streams);
    this.transfers =
        new TransferRequests(context, answers, relay, streams, transferNews, party, device);
    this.rates = new Rates(relay.socket().messageRate(), relay.rates());
    timers.startSingleTimer(new LoginOverdue(), relay.socket().loginDeadline());
    socket.start(context.getSelf());
  }

  @Override
  public Receive<Command> createReceive() {
    return HANDLERS.of(this, Connection::onStopped);
  }

  private static MessageHandlers<Connection, Command> handlers() {
    return new MessageHandlers<Connection, Command>()
        .onMessage(Received.class, Connection::onReceived)
        .onMessage(AccountReplied.class, Connection::onAccountReplied)
        .onMessage(FromSession.class, Connection::onFromSession)
        .onMessage(FromChannel.class, Connection::onFromChannel)
        .onMessage(Continue.class, (self, command) -> self.then(command.step()))
        .onMessage(SessionGone.class, (self, command) -> self.then(self.login::onSessionGone))
        .onMessage(AttachOverdue.class, (self, command) -> self.then(self.login::onAttachOverdue))
        .onMessage(TransferReplied.class, Connection::onTransferReplied)
        .onMessage(TransfersListed.class, Connection::onTransfersListed)
        .onMessage(FromTransfer.class, Connection::onFromTransfer)
        .onMessage(
            Rested.class, (self, command) -> self.then(() -> self.transferNews.onRested(command)))
        .onMessage(
            StreamBroken.class,
            (self, command) -> self.then(() -> self.transferNews.onStreamBroken(command)))
        .onMessage(ReportProgress.class, (self, command) -> self.then(self::reportProgress))
        .onMessage(WatchSenders.class, (self, command) -> self.then(self::watchSenders))
        .onMessage(LoginOverdue.class, (self, command) -> self.then(self::onLoginOverdue))
        .onMessage(
            Close.class, (self, command) -> self.then(() -> self.answers.close(command.reason())))
        .onMessage(SocketClosed.class, (self, command) -> self.onSocketClosed());
  }

  private Behavior<Command> onReceived(Received command) {
    behindLogin.add(command.request());
    return then(this::handleWaiting);
  }

  private Behavior<Command> onAccountReplied(AccountReplied command) {
    login.onReply(command);
    return then(this::handleWaiting);
  }

  private Behavior<Command> onFromSession(FromSession command) {
    DeviceMessage message = command.message();
    if (message instanceof DeviceMessage.Push push) news.onPush(login.user(), push.message());
    else if (message instanceof DeviceMessage.Entered entered)
      news.onEntered(login.user(), entered);
    else if (message instanceof DeviceMessage.Left left) news.onLeft(left);
    else onSession(message);
    return then(this::handleWaiting);
  }

  private void onSession(DeviceMessage message) {
    boolean welcomes = login.isUnderWay();
    login.onSession(message);
    if (!(message instanceof DeviceMessage.Attached attached)) return;
    timers.cancel(new LoginOverdue());
    news.onAttached(login.user(), attached, welcomes);
    rates.enter(login.user());
  }

  private Behavior<Command> onFromChannel(FromChannel command) {
    news.onChannelNews(login.user(), command.news());
    return this;
  }

  private Behavior<Command> onTransferReplied(TransferReplied command) {
    transfers.onReply(command);
    return socketClosed ? stopWhenAnswered() : this;
  }

  private Behavior<Command> onTransfersListed(TransfersListed command) {
    transfers.onListed(command);
    return socketClosed ? stopWhenAnswered() : this;
  }

  private Behavior<Command> onSocketClosed() {
    socketClosed = true;
    return stopWhenAnswered();
  }

  /** A client that cancels and leaves has cancelled: what it asked last arrives before its end. */
  private Behavior<Command> stopWhenAnswered() {
    return transfers.isAnyUnanswered() ? this : Behaviors.stopped();
  }

  private Behavior<Command> onFromTransfer(FromTransfer command) {
    transferNews.onMessage(command.message());
    if (streams.size() > 0 && !timers.isTimerActive(new ReportProgress())) {
      timers.startTimerWithFixedDelay(new ReportProgress(), PROGRESS_INTERVAL);
      timers.startTimerWithFixedDelay(
          new WatchSenders(), relay.transfer().idleLimit().dividedBy(WATCHES));
    }
    return this;
  }

  private void handleWaiting() {
    while (!login.isUnderWay() && !behindLogin.isEmpty()) {
      socket.requestTaken();
      handle(behindLogin.remove());
    }
  }

  private void handle(Request request) {
    if (request instanceof Request.Refused refused) answers.refuse(refused.id(), refused.problem());
    else if (request instanceof Request.Asked asked) handle(asked.id(), asked.message());
  }

  private void handle(String re, ClientMessage message) {
    Optional<Problem> tooFast = rates.objection(message);
    if (tooFast.isPresent()) answers.refuse(re, tooFast.get());
    else if (message instanceof ClientMessage.Ping) answers.send(re, new ServerMessage.Pong());
    else if (!login.isLoggedIn() && message.needsLogin())
      answers.refuse(re, ErrorCode.NOT_LOGGED_IN.because("This socket is not logged in."));
    else if (message instanceof ClientMessage.AboutAccount) login.handle(re, message);
    else if (message instanceof ConversationRequest request)
      conversations.handle(re, login.user(), request);
    else if (message instanceof ChannelRequest request) channels.handle(re, login.user(), request);
    else if (message instanceof PeopleRequest request) people.handle(re, login.user(), request);
    else if (message instanceof ProcedureCall call)
      procedures.handle(re, login.isLoggedIn() ? login.user() : null, call);
    else transfers.handle(re, login.user(), message);
  }

  private void reportProgress() {
    if (streams.size() > 0) streams.reportProgress();
    else timers.cancel(new ReportProgress());
  }

  private void watchSenders() {
    if (streams.size() > 0) streams.watchSenders();
    else timers.cancel(new WatchSenders());
  }

  private void onLoginOverdue() {
    if (login.isUnderWay())
      timers.startSingleTimer(new LoginOverdue(), relay.socket().requestTimeout());
    else if (!login.isLoggedIn()) answers.close(CloseReason.NO_LOGIN);
  }

  private void onStopped() {
    rates.leave();
    streams.stopAll();
    // The client is still there only if this actor failed.
    socket.close(CloseReason.BROKEN);
  }

  private Behavior<Command> then(Runnable action) {
    action.run();
    return this;
  }
}

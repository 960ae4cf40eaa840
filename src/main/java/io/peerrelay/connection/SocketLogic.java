package io.peerrelay.connection;

import akka.actor.Cancellable;
import akka.actor.typed.ActorRef;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStageLogic;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.function.Consumer;

/** What a {@link SocketStage} does on one socket. */
final class SocketLogic extends GraphStageLogic {
  /** After it a client that reads nothing is no longer there for others. */
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

  /** So long the close frame waits for a client that may yet read on. */
  private static final Duration LAST_DEADLINE = Duration.ofSeconds(20);

  private final SocketStage stage;
  private final AsyncCallback<Instruction> callback = createAsyncCallback(this::hear);
  private final Outbox outbox;
  private final IncomingStreams streams;
  private ActorRef<Connection.Command> connection;
  private int requestsOpen;

  /** Whether it is yet to be found out what the client speaks. */
  private boolean undecided;

  /** Null for a client that speaks relay.v1. */
  private Translation translation;

  /** How often the socket was started anew. */
  private int start;

  private Cancellable deadline = Cancellable.alreadyCancelled();

  SocketLogic(SocketStage stage) {
    super(stage.shape());
    this.stage = stage;
    this.outbox = new Outbox(stage.settings.outbox());
    this.streams = new IncomingStreams(outbox);
    this.undecided = !stage.reception.isRelay();
    AbstractInOutHandler both =
        new AbstractInOutHandler() {
          @Override
          public void onPush() {
            receive(grab(stage.in));
          }

          @Override
          public void onUpstreamFinish() {
            completeStage();
          }

          @Override
          public void onPull() {
            sendNext();
          }
        };
    setHandler(stage.in, both);
    setHandler(stage.out, both);
  }

  @Override
  public void preStart() {
    connect();
    stage.reception.opened().ifPresent(this::translate);
  }

  @Override
  public void postStop() {
    deadline.cancel();
    if (translation != null) translation.end();
    if (connection != null) connection.tell(new Connection.SocketClosed());
  }

  private void connect() {
    int own = start;
    Consumer<Instruction> said =
        own == 0
            ? callback::invoke
            : instruction -> callback.invoke(new Instruction.AfterStart(own, instruction));
    stage.connections.tell(new Connections.Connect(new Socket(stage.origin, said)));
  }

  private void receive(Message message) {
    if (outbox.isClosing()) {
      pull(stage.in); // What still comes counts for nothing.
      return;
    }
    if (message instanceof Message.Text text) read(text.text());
    else if (message instanceof Message.Binary part) read(part);
    pullIfFree();
  }

  private void read(String text) {
    if (undecided && stage.reception.decides(text)) {
      undecided = false;
      stage.reception.begin(text).ifPresent(this::translate);
    }
    if (translation != null) reply(translation.read(text));
    else if (!undecided || !stage.reception.ignores(text)) receive(RelayDialect.decode(text));
  }

  private void read(Message.Binary part) {
    if (translation == null) {
      if (!streams.take(part, this::tell)) close(CloseReason.NEVER_OPENED.frame());
    } else if (part.last()) {
      reply(translation.readBytes());
    }
  }

  private void tell(Connection.Command command) {
    if (command instanceof Connection.Received) requestsOpen++;
    connection.tell(command);
  }

  private void receive(Request request) {
    tell(new Connection.Received(request));
  }

  private void translate(Dialect dialect) {
    undecided = false;
    AsyncCallback<Instruction> due = createAsyncCallback(this::follow);
    Duration interval = stage.reception.dialects().pingInterval();
    var system = materializer().system();
    Cancellable pings =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                interval,
                interval,
                () -> due.invoke(new Instruction.PingDue()),
                system.dispatcher());
    translation = new Translation(dialect, stage.settings.messageRate(), pings);
    follow(translation.open());
  }

  private void reply(Turn turn) {
    if (translation.permits(turn)) follow(turn);
    else close(CloseReason.TOO_MANY_ERRORS.frame());
  }

  private void follow(Turn turn) {
    if (outbox.isClosing()) return;
    for (String frame : turn.frames()) send(new Message.Text(frame).encode());
    if (turn.startsAnew()) startAnew();
    for (Request.Asked request : turn.requests())
      if (connection == null) translation.hold(request);
      else receive(request);
    sendNext();
  }

  /** The client stays, and the relay sees a new one. */
  private void startAnew() {
    if (connection != null) connection.tell(new Connection.SocketClosed());
    connection = null;
    requestsOpen = 0;
    streams.endAll();
    outbox.endStreams();
    start++;
    connect();
  }

  /** What a connection says. */
  private void hear(Instruction instruction) {
    int from = instruction instanceof Instruction.AfterStart after ? after.start() : 0;
    Instruction said =
        instruction instanceof Instruction.AfterStart after ? after.instruction() : instruction;
    if (from == start) follow(said);
    // It was replaced before it had begun.
    else if (said instanceof Instruction.Start late)
      late.connection().tell(new Connection.SocketClosed());
  }

  private void follow(Instruction instruction) {
    if (instruction instanceof Instruction.BytesWait wait) {
      outbox.bytesWait(wait.stream());
    } else if (instruction instanceof Instruction.Send send) {
      say(send.text());
    } else if (instruction instanceof Instruction.SendNews send) {
      say(send.news());
    } else if (instruction instanceof Instruction.Mention mention) {
      if (outbox.isNearlyEmpty()) say(mention.text());
    } else if (instruction instanceof Instruction.MentionNews mention) {
      if (outbox.isNearlyEmpty()) say(mention.news());
      else mention.news().taken().run();
    } else if (instruction instanceof Instruction.CallWhenSent call) {
      outbox.callWhenSent(call.callback());
    } else if (instruction instanceof Instruction.RequestTaken) {
      requestsOpen--;
    } else if (instruction instanceof Instruction.OpenSending open) {
      streams.open(open.stream(), open.source());
    } else if (instruction instanceof Instruction.OpenReceiving open) {
      streams.open(open.stream(), null);
      outbox.open(open.stream(), open.path());
    } else if (instruction instanceof Instruction.EndStream end) {
      streams.end(end.stream());
      outbox.end(end.stream());
    } else if (instruction instanceof Instruction.Start begin) {
      connection = begin.connection();
      if (translation != null) translation.release(this::receive);
    } else if (instruction instanceof Instruction.Close close) {
      close(close.frame());
    } else if (instruction instanceof Instruction.GiveUp) {
      giveUp();
    } else if (instruction instanceof Instruction.PingDue) {
      if (outbox.isNearlyEmpty()) follow(translation.ping());
    }
    pullIfFree();
    sendNext();
  }

  /** An older client's words are made of the messages themselves: nothing is decoded for each. */
  private void say(ChannelNews news) {
    if (translation == null) send(news.frames());
    else news.items().forEach(item -> follow(translation.write(null, item.message())));
    news.taken().run();
  }

  /** What the relay has for the client. */
  private void say(Message.EncodedText text) {
    if (translation == null) send(text);
    else follow(translation.write(text));
  }

  private void send(Message.Encoded text) {
    if (outbox.add(text)) return;
    outbox.dropMessages();
    close(CloseReason.TOO_SLOW.frame());
  }

  private void close(Message.Close frame) {
    if (outbox.isClosing()) return;
    outbox.close(translation == null ? frame : translation.close(frame));
    giveUpAfter(CLOSE_DEADLINE);
    sendNext();
  }

  private void giveUpAfter(Duration time) {
    AsyncCallback<Instruction> over = createAsyncCallback(this::follow);
    var system = materializer().system();
    deadline =
        system
            .scheduler()
            .scheduleOnce(time, () -> over.invoke(new Instruction.GiveUp()), system.dispatcher());
  }

  /** The network has no room for the close frame: first the connection goes, then the socket. */
  private void giveUp() {
    if (connection == null) {
      completeStage();
      return;
    }
    connection.tell(new Connection.SocketClosed());
    connection = null;
    giveUpAfter(LAST_DEADLINE);
  }

  private void pullIfFree() {
    if (connection == null || requestsOpen >= SocketStage.REQUESTS) return;
    if (isClosed(stage.in) || hasBeenPulled(stage.in)) return;
    boolean waits = translation != null && translation.waits() && !outbox.isClosing();
    if (!waits) pull(stage.in);
  }

  private void sendNext() {
    if (!isAvailable(stage.out)) return;
    outbox
        .next()
        .ifPresent(
            message -> {
              push(stage.out, message);
              if (message instanceof Message.Close) complete(stage.out);
            });
  }
}

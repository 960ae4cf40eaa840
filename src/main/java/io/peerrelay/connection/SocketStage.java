package io.peerrelay.connection;

import akka.actor.Cancellable;
import akka.actor.typed.ActorRef;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.Verdict;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Moves the messages and bytes of one socket.
 *
 * <pre>
 *             text  --> RelayDialect --> Connection (at most {@value #REQUESTS} requests not yet dealt with)
 *  frames in <
 *             bytes --> stream number --> BytePath.put
 *
 *              Connection --> messages --+
 *  frames out <                          +--> messages first, then the streams in turn
 *              BytePath.poll ------------+
 * </pre>
 *
 * It never holds back bytes, because their sender has credit for them; it holds back everything
 * when the connection does not keep up with the requests.
 */
final class SocketStage extends GraphStage<FlowShape<Message, Message>> {
  private static final int REQUESTS = 32;

  /** After it a client that reads nothing is no longer there for others. */
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

  /** So long the close frame waits for a client that may yet read on. */
  private static final Duration LAST_DEADLINE = Duration.ofSeconds(20);

  private final Inlet<Message> in = Inlet.create("socket.in");
  private final Outlet<Message> out = Outlet.create("socket.out");
  private final FlowShape<Message, Message> shape = FlowShape.of(in, out);
  private final ActorRef<Connections.Command> connections;
  private final int outboxLimit;
  private final String origin;

  /**
   * @param connections is told of the socket when its stream starts
   * @param outboxLimit bytes of messages that may wait for the client
   * @param origin what the client called the relay
   */
  SocketStage(ActorRef<Connections.Command> connections, int outboxLimit, String origin) {
    this.origin = origin;
    this.connections = connections;
    this.outboxLimit = outboxLimit;
  }

  @Override
  public FlowShape<Message, Message> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final AsyncCallback<Instruction> callback = createAsyncCallback(this::follow);
    private final Outbox outbox = new Outbox(outboxLimit);
    private final StreamParser parser = new StreamParser();
    private final Map<Long, BytePath.Source> sending = new HashMap<>();
    private ActorRef<Connection.Command> connection;
    private long latestStream;
    private int requestsOpen;
    private Cancellable deadline = Cancellable.alreadyCancelled();

    Logic() {
      super(shape);
      AbstractInOutHandler both =
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              receive(grab(in));
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
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      connections.tell(new Connections.Connect(new Socket(origin, callback::invoke)));
    }

    @Override
    public void postStop() {
      deadline.cancel();
      if (connection != null) connection.tell(new Connection.SocketClosed());
    }

    private void receive(Message message) {
      if (outbox.isClosing()) {
        pull(in); // What still comes counts for nothing.
        return;
      }
      if (message instanceof Message.Text text) {
        receive(RelayDialect.decode(text.text()));
      } else if (message instanceof Message.Binary part) {
        ByteString bytes = parser.parse(part);
        if (parser.isKnown()) receive(parser.stream(), bytes);
        else if (part.last()) close(CloseReason.NEVER_OPENED); // Too short to name a stream.
      }
      pullIfFree();
    }

    private void receive(Request request) {
      requestsOpen++;
      connection.tell(new Connection.Received(request));
    }

    private void receive(long stream, ByteString bytes) {
      if (stream == 0 || stream > latestStream) {
        close(CloseReason.NEVER_OPENED);
        return;
      }
      if (outbox.holds(stream)) {
        receive(new Request.Refused(null, notSent(stream)));
        return;
      }
      BytePath.Source source = sending.get(stream);
      if (source == null || bytes.isEmpty()) return;
      Verdict verdict = source.put(bytes);
      if (verdict == Verdict.TAKEN) return;
      sending.remove(stream);
      if (verdict != Verdict.CLOSED)
        connection.tell(new Connection.StreamBroken(stream, problem(verdict, source.path())));
    }

    private void follow(Instruction instruction) {
      if (instruction instanceof Instruction.BytesWait wait) {
        outbox.bytesWait(wait.stream());
      } else if (instruction instanceof Instruction.Send send) {
        if (!outbox.add(send.text())) cutOff();
      } else if (instruction instanceof Instruction.SendAll all) {
        if (!outbox.add(all.texts())) cutOff();
        all.taken().run();
      } else if (instruction instanceof Instruction.Mention mention) {
        if (outbox.isNearlyEmpty()) outbox.add(mention.text());
      } else if (instruction instanceof Instruction.CallWhenSent call) {
        outbox.callWhenSent(call.callback());
      } else if (instruction instanceof Instruction.RequestTaken) {
        requestsOpen--;
        pullIfFree();
      } else if (instruction instanceof Instruction.OpenSending open) {
        latestStream = open.stream();
        sending.put(open.stream(), open.source());
      } else if (instruction instanceof Instruction.OpenReceiving open) {
        latestStream = open.stream();
        outbox.open(open.stream(), open.path());
      } else if (instruction instanceof Instruction.EndStream end) {
        sending.remove(end.stream());
        outbox.end(end.stream());
      } else if (instruction instanceof Instruction.Start start) {
        connection = start.connection();
        pullIfFree();
      } else if (instruction instanceof Instruction.Close close) {
        close(close.frame());
      } else if (instruction instanceof Instruction.GiveUp) {
        giveUp();
      }
      sendNext();
    }

    private void close(CloseReason reason) {
      follow(new Instruction.Close(reason.frame()));
    }

    private void cutOff() {
      outbox.dropMessages();
      close(CloseReason.TOO_SLOW.frame());
    }

    private void close(Message.Close frame) {
      if (outbox.isClosing()) return;
      outbox.close(frame);
      giveUpAfter(CLOSE_DEADLINE);
    }

    private void giveUpAfter(Duration time) {
      var system = materializer().system();
      deadline =
          system
              .scheduler()
              .scheduleOnce(
                  time, () -> callback.invoke(new Instruction.GiveUp()), system.dispatcher());
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
      if (connection == null || requestsOpen >= REQUESTS || isClosed(in) || hasBeenPulled(in))
        return;
      pull(in);
    }

    private void sendNext() {
      if (!isAvailable(out)) return;
      outbox
          .next()
          .ifPresent(
              message -> {
                push(out, message);
                if (message instanceof Message.Close) complete(out);
              });
    }

    private Problem notSent(long stream) {
      return ErrorCode.BAD_FIELD.because(
          "stream: " + stream + " (expected: one that you send, not one that you receive)");
    }

    private Problem problem(Verdict verdict, BytePath path) {
      return verdict == Verdict.PAST_SIZE
          ? ErrorCode.TOO_LARGE.because(
              "More bytes came than were offered (expected: " + path.total() + ")")
          : ErrorCode.CREDIT_EXCEEDED.because("More bytes came than were granted.");
    }
  }
}

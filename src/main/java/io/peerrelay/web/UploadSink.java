package io.peerrelay.web;

import akka.actor.Terminated;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.stream.Attributes;
import akka.stream.Inlet;
import akka.stream.SinkShape;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.Verdict;
import java.time.Duration;
import scala.runtime.BoxedUnit;

/**
 * The body of a PUT, as fast as there is credit:
 *
 * <pre>
 *   client --> [ at most one chunk ] --put, within credit--> BytePath
 * </pre>
 *
 * It asks the client for more only when there is credit, so a slow receiver holds back the client
 * by TCP. After the party has stopped, what still comes is dropped for a moment, so that the client
 * comes to read its answer.
 */
final class UploadSink extends GraphStage<SinkShape<ByteString>> {
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Inlet<ByteString> in = Inlet.create("upload.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final ActorRef<HttpParty.Command> party;
  private final Part part;

  /**
   * Where the bytes go.
   *
   * @param offset from where on they are needed
   */
  record Leg(BytePath path, long offset) {}

  UploadSink(ActorRef<HttpParty.Command> party, Part part) {
    this.party = party;
    this.part = part;
  }

  @Override
  public SinkShape<ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private AsyncCallback<BytePath> creditCame;
    private BytePath.Source source;
    private ByteString waiting = ByteString.emptyByteString();
    private long position = part.begin();
    private boolean begun;
    private boolean lingers;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              if (lingers) completeStage();
              else move();
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              party.tell(new Upload.BodyBroken());
              completeStage();
            }
          });
    }

    @Override
    public void preStart() {
      setKeepGoing(true); // The end of the body is not the end of the transfer.
      AsyncCallback<Leg> opened = createAsyncCallback(this::open);
      creditCame = createAsyncCallback(path -> move());
      getStageActor(message -> onMessage(message._2())).watch(Adapter.toClassic(party));
      party.tell(new Upload.BodyStarted(opened::invoke));
    }

    private void open(Leg leg) {
      if (leg.offset() != position) {
        party.tell(new Upload.TooFar(leg.offset()));
        return;
      }
      source = leg.path().feed(bytes -> creditCame.invoke(leg.path()));
      move();
    }

    private void take(ByteString bytes) {
      if (lingers) {
        pull(in);
        return;
      }
      if (bytes.size() > part.end() - position) {
        party.tell(new Upload.BodyTooLong());
        return;
      }
      waiting = bytes;
      move();
    }

    private void move() {
      while (!waiting.isEmpty() && source != null) {
        int size = (int) Math.min(source.path().credit(), waiting.size());
        if (size == 0) return;
        put(waiting.take(size));
      }
      if (!waiting.isEmpty() || lingers) return;
      if (isClosed(in)) party.tell(new Upload.BodyRead(position));
      else if (source != null && mayComeMore() && !hasBeenPulled(in)) pullMore();
    }

    /** No credit comes for the end of a body, which is there only once it is asked for. */
    private boolean mayComeMore() {
      return position == part.end() || source.path().credit() > 0;
    }

    private void pullMore() {
      begun = true;
      pull(in);
    }

    private void put(ByteString bytes) {
      if (source.put(bytes) != Verdict.TAKEN) {
        source = null; // The leg is over; another one may go on from here.
        return;
      }
      position += bytes.size();
      waiting = waiting.drop(bytes.size());
    }

    private BoxedUnit onMessage(Object message) {
      if (message instanceof Terminated) linger();
      return BoxedUnit.UNIT;
    }

    private void linger() {
      if (isClosed(in)) {
        completeStage();
        return;
      }
      lingers = true;
      source = null;
      scheduleOnce("linger", LINGER);
      // A client that was not told to begin should not be now.
      if (begun && !hasBeenPulled(in)) pull(in);
    }

    @Override
    public void onTimer(Object linger) {
      completeStage();
    }
  }
}

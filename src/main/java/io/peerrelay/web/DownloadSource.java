package io.peerrelay.web;

import akka.actor.Terminated;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.stream.Attributes;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import io.peerrelay.transfer.BytePath;
import scala.runtime.BoxedUnit;

/**
 * The body of a GET, as fast as the client takes it:
 *
 * <pre>
 *   BytePath --poll--> client       from one leg's path after the other; fails when the party stops
 * </pre>
 */
final class DownloadSource extends GraphStage<SourceShape<ByteString>> {
  private static final int LARGEST_CHUNK = 128 * 1024;

  private final Outlet<ByteString> out = Outlet.create("download.out");
  private final SourceShape<ByteString> shape = SourceShape.of(out);
  private final ActorRef<HttpParty.Command> party;
  private final long length;

  /**
   * @param length bytes in all
   */
  DownloadSource(ActorRef<HttpParty.Command> party, long length) {
    this.party = party;
    this.length = length;
  }

  @Override
  public SourceShape<ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private AsyncCallback<BytePath> bytesCame;
    private BytePath path;
    private long left = length;
    private boolean complete;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              next();
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<BytePath> opened = createAsyncCallback(this::open);
      bytesCame = createAsyncCallback(from -> next());
      getStageActor(message -> onMessage(message._2())).watch(Adapter.toClassic(party));
      party.tell(new Download.BodyStarted(opened::invoke));
    }

    private BoxedUnit onMessage(Object message) {
      if (message instanceof Terminated) failStage(new BrokenOff());
      return BoxedUnit.UNIT;
    }

    private void open(BytePath next) {
      path = next;
      next.onBytes(() -> bytesCame.invoke(next));
    }

    private void next() {
      if (!isAvailable(out)) return;
      if (left == 0) { // Asked for more: what went before has been taken.
        complete = true;
        complete(out);
        return;
      }
      if (path == null) return;
      ByteString bytes = path.poll((int) Math.min(left, LARGEST_CHUNK));
      if (bytes.isEmpty()) return;
      left -= bytes.size();
      push(out, bytes);
    }

    @Override
    public void postStop() {
      party.tell(new Download.BodyEnded(complete));
    }
  }
}

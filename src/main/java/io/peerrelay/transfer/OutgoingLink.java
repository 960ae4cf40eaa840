package io.peerrelay.transfer;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The sender's end of a link:
 *
 * <pre>
 *   BytePath --poll--> greeting, what the receiver lacks, digest ==TCP==> the receiver's node
 *   BytePath &lt;-------- how far the receiver is, now and then ====TCP====
 * </pre>
 *
 * Without the digest the end is before the last byte: the sender has gone.
 */
final class OutgoingLink extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final int LARGEST_CHUNK = 128 * 1024;
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Inlet<ByteString> in = Inlet.create("outgoingLink.in");
  private final Outlet<ByteString> out = Outlet.create("outgoingLink.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Greeting greeting;
  private final BytePath path;
  private final Runnable over;
  private final Runnable lost;

  /**
   * @param over is called when the other node takes no more
   * @param lost is called after that where bytes are missing there
   */
  OutgoingLink(Greeting greeting, BytePath path, Runnable over, Runnable lost) {
    this.greeting = greeting;
    this.path = path;
    this.over = over;
    this.lost = lost;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final AsyncCallback<BytePath> changed = createAsyncCallback(changed -> next());
    private ByteString reports = ByteString.emptyByteString();
    private boolean greeted;
    private boolean complete;
    private long passed = path.taken();
    private long heardAt = System.nanoTime();

    Logic() {
      super(shape);
      AbstractInOutHandler both =
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              hear(grab(in));
            }

            @Override
            public void onPull() {
              next();
            }

            @Override
            public void onUpstreamFinish() {
              completeStage();
            }
          };
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      path.onEnd(() -> changed.invoke(path));
      path.link(() -> changed.invoke(path));
      scheduleWithFixedDelay("look", LOOK, LOOK);
      pull(in);
    }

    private void next() {
      if (path.isClosed()) failStage(new LinkLost("the leg is over"));
      if (isClosed(out) || !isAvailable(out)) return;
      if (!greeted) {
        greeted = true;
        push(out, greeting.bytes());
        return;
      }
      boolean isLast = path.isInputEnded(); // Before what it had put is polled.
      ByteString bytes = path.poll(LARGEST_CHUNK);
      if (!bytes.isEmpty()) {
        passed += bytes.size();
        push(out, bytes);
      } else if (passed == path.total() && path.digest().isPresent()) {
        push(out, bytes(path.digest()));
        complete(out);
        complete = true;
      } else if (isLast) {
        complete(out);
      }
    }

    private static ByteString bytes(Optional<Sha256> digest) {
      return ByteString.fromArrayUnsafe(HexFormat.of().parseHex(digest.orElseThrow().toString()));
    }

    private void hear(ByteString bytes) {
      heardAt = System.nanoTime();
      reports = reports.concat(bytes);
      int whole = reports.size() / Long.BYTES * Long.BYTES;
      if (whole > 0) path.receiverTook(reports.drop(whole - Long.BYTES).toByteBuffer().getLong());
      reports = reports.drop(whole);
      pull(in);
    }

    @Override
    public void onTimer(Object look) {
      if (System.nanoTime() - heardAt > Links.SILENCE.toNanos())
        failStage(new LinkLost("the other node is silent"));
    }

    @Override
    public void postStop() {
      over.run();
      if (!complete) lost.run();
    }
  }
}

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
import akka.util.ByteStringBuilder;
import io.peerrelay.protocol.Sha256;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The receiver's end of a link, once the caller has greeted:
 *
 * <pre>
 *   the sender's node ==TCP==> [ at most one chunk ] --put, within credit--> BytePath
 *                     ==TCP==> digest, behind the last byte
 *                     &lt;==TCP==  how far the receiver is, now and then &lt;---- BytePath
 * </pre>
 *
 * It reads only while there is credit, so TCP holds the other node back. Who does not greet as
 * expected is cut off and told nothing.
 */
final class IncomingLink extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final int DIGEST = 32;
  private static final Duration TICK = Duration.ofMillis(250);

  /** A report is sent at least every so many ticks: the other node sees that this one is there. */
  private static final int PULSE = 8;

  private final Inlet<ByteString> in = Inlet.create("incomingLink.in");
  private final Outlet<ByteString> out = Outlet.create("incomingLink.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Function<Greeting, Optional<Leg>> admission;
  private final Runnable known;

  /**
   * A leg whose bytes come on this link.
   *
   * @param lost is called where the link ends before the last byte
   */
  record Leg(BytePath path, Runnable lost) {}

  /**
   * @param admission which leg one who greets so may bring, if any
   * @param known is called when the caller has greeted, or is gone
   */
  IncomingLink(Function<Greeting, Optional<Leg>> admission, Runnable known) {
    this.admission = admission;
    this.known = known;
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
    private final AsyncCallback<Boolean> changed = createAsyncCallback(changed -> move());
    private ByteString waiting = ByteString.emptyByteString();

    /** Null until the caller has greeted. */
    private Leg leg;

    private BytePath path;
    private BytePath.Source source;
    private boolean complete;
    private long reported = -1;
    private int sinceReport;
    private long arrivedBefore;
    private long silentSince = System.nanoTime();

    Logic() {
      super(shape);
      AbstractInOutHandler both =
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              receive(grab(in));
            }

            @Override
            public void onPull() {
              // Reports go out by the clock.
            }

            @Override
            public void onUpstreamFinish() {
              if (leg == null) completeStage();
              else move();
            }
          };
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      scheduleOnce("greeting", Links.PATIENCE);
      pull(in);
    }

    private void receive(ByteString bytes) {
      waiting = waiting.isEmpty() ? bytes : waiting.concat(bytes);
      if (leg == null && waiting.size() < Greeting.SIZE) pull(in);
      else if (leg != null || isAdmitted()) move();
    }

    private boolean isAdmitted() {
      Optional<Leg> admitted = admission.apply(Greeting.parse(waiting));
      if (admitted.isEmpty()) {
        failStage(new LinkLost("nobody is expected"));
        return false;
      }
      leg = admitted.get();
      known.run();
      cancelTimer("greeting");
      waiting = waiting.drop(Greeting.SIZE);
      path = leg.path();
      path.onEnd(() -> changed.invoke(true));
      source = path.feed(bytes -> changed.invoke(true));
      scheduleWithFixedDelay("tick", TICK, TICK);
      return true;
    }

    private void move() {
      while (!waiting.isEmpty() && path.arrived() < path.total()) {
        long room = Math.min(path.credit(), path.total() - path.arrived());
        int size = (int) Math.min(room, waiting.size());
        if (size == 0) return;
        if (source.put(waiting.take(size)) != Verdict.TAKEN) break;
        waiting = waiting.drop(size);
      }
      if (path.isClosed()) failStage(new LinkLost("the leg is over"));
      else if (path.arrived() == path.total()) readDigest();
      else if (isClosed(in)) endInput();
      else if (path.credit() > 0 && !hasBeenPulled(in)) pull(in);
    }

    private void readDigest() {
      if (!complete && waiting.size() >= DIGEST) {
        path.digestIs(Sha256.of(waiting.take(DIGEST).toArray()));
        waiting = ByteString.emptyByteString();
        complete = true;
      }
      if (isClosed(in)) endInput();
      else if (!hasBeenPulled(in)) pull(in);
    }

    private void endInput() {
      if (!path.isInputEnded()) path.endInput();
    }

    @Override
    public void onTimer(Object timer) {
      if (timer.equals("greeting")) {
        failStage(new LinkLost("no greeting"));
        return;
      }
      report();
      boolean isDrained = path.isInputEnded() && path.taken() >= path.arrived();
      if (isDrained || (path.isDraining() && isSilent())) completeStage();
    }

    private void report() {
      sinceReport++;
      long taken = path.taken();
      if (!isAvailable(out) || (taken == reported && sinceReport < PULSE)) return;
      push(out, new ByteStringBuilder().putLong(taken, ByteOrder.BIG_ENDIAN).result());
      reported = taken;
      sinceReport = 0;
    }

    /** Whether nothing comes though it could. */
    private boolean isSilent() {
      long now = System.nanoTime();
      if (path.arrived() != arrivedBefore || path.credit() == 0) {
        arrivedBefore = path.arrived();
        silentSince = now;
      }
      return now - silentSince > Links.PATIENCE.toNanos();
    }

    @Override
    public void postStop() {
      if (leg == null) {
        known.run();
        return;
      }
      endInput();
      if (!complete) leg.lost().run();
    }
  }
}

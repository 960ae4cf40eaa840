package io.peerrelay.web;

import akka.Done;
import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpRequest;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import java.util.concurrent.CompletableFuture;

/**
 * Tells from a client's connection whether an answer was taken, which HTTP itself does not say:
 *
 * <pre>
 *   requests of one connection --> [ the answer before was taken; adds {@link #RECEIPT} ] --> handler
 * </pre>
 *
 * Whoever asks for the next thing or closes the connection in order has taken the answer. One that
 * leaves bytes unread has its connection reset, and has not.
 */
final class ReceiptStage extends GraphStage<FlowShape<HttpRequest, HttpRequest>> {
  /** Is completed once the answer to this request was taken, or fails. */
  @SuppressWarnings("unchecked")
  static final AttributeKey<CompletableFuture<Done>> RECEIPT =
      AttributeKey.create(
          "receipt", (Class<CompletableFuture<Done>>) (Class<?>) CompletableFuture.class);

  private final Inlet<HttpRequest> in = Inlet.create("receipt.in");
  private final Outlet<HttpRequest> out = Outlet.create("receipt.out");
  private final FlowShape<HttpRequest, HttpRequest> shape = FlowShape.of(in, out);

  @Override
  public FlowShape<HttpRequest, HttpRequest> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private CompletableFuture<Done> latest = new CompletableFuture<>();

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              latest.complete(Done.getInstance());
              latest = new CompletableFuture<>();
              push(out, grab(in).addAttribute(RECEIPT, latest));
            }

            @Override
            public void onUpstreamFinish() {
              latest.complete(Done.getInstance());
              completeStage();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(in);
            }
          });
    }

    @Override
    public void postStop() {
      latest.completeExceptionally(new BrokenOff());
    }
  }
}

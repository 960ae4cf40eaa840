package io.peerrelay.websocket;

import akka.actor.Cancellable;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.StreamTcpException;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket. Each side is pulled only as the other has room: a handler that doesn't pull leaves
 * the network unread behind the first message that it doesn't take (control frames before it are
 * served), and a network that doesn't take leaves the handler's next message where it is.
 */
final class WebSocketLogic extends GraphStageLogic {
  private static final Logger log = LoggerFactory.getLogger(WebSocket.class);

  private final Inlet<ByteString> fromNetwork;
  private final Outlet<Message> toHandler;
  private final Inlet<Message> fromHandler;
  private final Outlet<ByteString> toNetwork;
  private final FrameDecoder decoder;
  private final FrameEncoder encoder = new FrameEncoder();
  private final ControlFrames control = new ControlFrames();
  private final Pulse pulse;
  private final AsyncCallback<Runnable> onMyThread = createAsyncCallback(Runnable::run);

  private Phase phase = Phase.OPEN;

  /** The message that the handler hasn't pulled yet, else null; nothing is decoded behind it. */
  private Message held;

  private boolean lookingAhead;

  private Cancellable deadline = Cancellable.alreadyCancelled();

  WebSocketLogic(WebSocketStage stage) {
    super(stage.shape());
    fromNetwork = stage.fromNetwork;
    toHandler = stage.toHandler;
    fromHandler = stage.fromHandler;
    toNetwork = stage.toNetwork;
    pulse = new Pulse(stage.heartbeat, () -> onMyThread.invoke(this::onSilent));
    decoder = new FrameDecoder(stage.limits);
    AbstractInOutHandler incoming = new NetworkToHandler(this);
    setHandler(fromNetwork, incoming);
    setHandler(toHandler, incoming);
    AbstractInOutHandler outgoing = new HandlerToNetwork(this);
    setHandler(fromHandler, outgoing);
    setHandler(toNetwork, outgoing);
  }

  @Override
  public void preStart() {
    pulse.start();
    pull(fromNetwork);
  }

  @Override
  public void postStop() {
    pulse.stop();
    deadline.cancel();
  }

  // From the network to the handler.

  void onBytes() {
    ByteString bytes = grab(fromNetwork);
    pulse.heard();
    if (phase.listens()) {
      decoder.feed(bytes.toArrayUnsafe());
      decode(false);
    } else {
      read();
    }
  }

  void deliver() {
    Message next = held;
    held = null;
    boolean handedOn = next != null && !isClosed(toHandler);
    if (handedOn) {
      push(toHandler, next);
    }
    decode(handedOn);
  }

  /**
   * Acts on what the bytes in hand hold, up to a message that the handler doesn't take yet. After
   * one that it takes, it first gets its turn to answer: a close or an error may come next.
   */
  private void decode(boolean handedOn) {
    try {
      while (phase.listens() && held == null && !(handedOn && decoder.hasInput())) {
        FrameDecoder.Decoded decoded = decoder.next();
        if (decoded == null) {
          break;
        }
        handedOn = onDecoded(decoded);
      }
    } catch (ProtocolViolation violation) {
      onViolation(violation);
    }
    if (handedOn && decoder.hasInput()) {
      lookAhead();
    } else if (held == null) {
      read();
    }
  }

  /** Goes on decoding when all that can run now has run, whether the handler has pulled or not. */
  private void lookAhead() {
    if (!lookingAhead) {
      lookingAhead = true;
      onMyThread.invoke(
          () -> {
            lookingAhead = false;
            decode(false);
          });
    }
  }

  private void read() {
    if (isClosed(fromNetwork)) {
      complete(toHandler);
    } else if (!hasBeenPulled(fromNetwork)) {
      pull(fromNetwork);
    }
  }

  /** Says whether the handler has just got a message. */
  private boolean onDecoded(FrameDecoder.Decoded decoded) {
    if (decoded instanceof FrameDecoder.Received received) {
      if (isAvailable(toHandler)) {
        push(toHandler, received.message());
        return true;
      }
      held = isClosed(toHandler) ? null : received.message();
    } else if (decoded instanceof FrameDecoder.PeerClosed closed) {
      onPeerClosed(closed.close());
    } else if (decoded instanceof FrameDecoder.Ping ping && phase == Phase.OPEN) {
      control.answerPing(ping.payload());
      flush();
    }
    return false;
  }

  // From the handler to the network.

  /** Writes one frame if the network takes one: control frames first, then the handler's. */
  void flush() {
    if (!isAvailable(toNetwork)) {
      return;
    }
    ByteString urgent = control.poll();
    if (!urgent.isEmpty()) {
      push(toNetwork, urgent);
      if (phase == Phase.ANSWERING) {
        end();
      }
    } else if (phase != Phase.OPEN) {
      return; // nothing may follow a close frame
    } else if (isAvailable(fromHandler)) {
      send(grab(fromHandler));
    } else if (isClosed(fromHandler)) {
      close(CloseCode.NORMAL, "");
    } else if (!hasBeenPulled(fromHandler)) {
      pull(fromHandler);
    }
  }

  private void send(Message message) {
    if (message instanceof Message.Close close) {
      close(close.code(), close.reason());
      return;
    }
    try {
      push(toNetwork, encoder.encode(message));
    } catch (IllegalStateException misplaced) {
      onHandlerFailed(misplaced);
    }
  }

  // The ends.

  private void close(int code, String reason) {
    if (phase == Phase.OPEN) {
      leave(Phase.CLOSING, Optional.of(new Message.Close(code, reason)));
      decode(false);
    }
  }

  void onHandlerDone() {
    if (phase == Phase.OPEN) {
      startDeadline(); // for the last message, too, may find the network full
      flush();
    }
  }

  void onHandlerFailed(Throwable cause) {
    log.warn("The handler of a WebSocket failed; the socket is closed with 1011.", cause);
    close(CloseCode.INTERNAL_ERROR, "internal error");
  }

  private void onPeerClosed(Optional<Message.Close> theirs) {
    if (phase == Phase.OPEN) {
      Optional<Message.Close> echo = theirs.map(close -> new Message.Close(close.code(), ""));
      leave(Phase.ANSWERING, echo);
    } else if (control.isCloseWaiting()) {
      phase = Phase.ANSWERING; // the two crossed, and ours is still to be written
    } else {
      end();
    }
  }

  private void onViolation(ProtocolViolation violation) {
    if (phase == Phase.OPEN && !isClosed(toNetwork)) {
      Message.Close why = new Message.Close(violation.closeCode(), violation.getMessage());
      leave(Phase.FAILING, Optional.of(why));
    } else {
      end();
    }
  }

  /** Lets go of the handler, and sends our close frame ahead of whatever else waits. */
  private void leave(Phase next, Optional<Message.Close> close) {
    phase = next;
    held = null;
    control.sendClose(FrameEncoder.close(close));
    cancel(fromHandler);
    complete(toHandler);
    flush();
    if (phase != Phase.ENDED) {
      startDeadline();
    }
  }

  /** The network is gone. The handler may still have what was read before. */
  void onDisconnected() {
    cancel(fromHandler);
    complete(toNetwork);
    cancel(fromNetwork);
    if (phase.listens()) {
      decode(false);
    } else {
      end();
    }
  }

  private void end() {
    phase = Phase.ENDED;
    completeStage();
  }

  /** Resets the connection: the failure must reach the network before the other side ends. */
  private void abort(String reason) {
    fail(toNetwork, new StreamTcpException(reason));
    end();
  }

  // Time.

  private void startDeadline() {
    deadline.cancel();
    var system = materializer().system();
    Runnable onTime = () -> onMyThread.invoke(this::onDeadline);
    deadline = system.scheduler().scheduleOnce(phase.patience(), onTime, system.dispatcher());
  }

  private void onDeadline() {
    if (phase == Phase.FAILING && !control.isCloseWaiting()) {
      end();
    } else {
      abort("The peer did not take part in the closing handshake.");
    }
  }

  private void onSilent() {
    if (!hasBeenPulled(fromNetwork)) {
      pulse.heard(); // held back by the handler: we are not listening
      return;
    }
    switch (pulse.judge()) {
      case DEAD -> abort("Nothing was heard from the peer.");
      case TO_BE_PINGED -> {
        if (phase == Phase.OPEN) {
          control.sendPing();
          flush();
        }
      }
      case ALIVE -> {}
    }
  }
}

package io.peerrelay.bench.transport;

import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import io.peerrelay.websocket.Handshake;
import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the request for a WebSocket from in front of the bytes and answers it, without a server for
 * HTTP; from then on it only passes on. It serves the benchmark's own clients and refuses nothing
 * that a server would have to refuse.
 */
public final class UpgradeStage
    extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final ByteString END = ByteString.fromString("\r\n\r\n");
  private static final Pattern KEY =
      Pattern.compile("^Sec-WebSocket-Key: *(\\S+) *$", Pattern.MULTILINE);

  private final Inlet<ByteString> fromNetwork = Inlet.create("Upgrade.fromNetwork");
  private final Outlet<ByteString> toFrames = Outlet.create("Upgrade.toFrames");
  private final Inlet<ByteString> fromFrames = Inlet.create("Upgrade.fromFrames");
  private final Outlet<ByteString> toNetwork = Outlet.create("Upgrade.toNetwork");

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return BidiShape.of(fromNetwork, toFrames, fromFrames, toNetwork);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private static ByteString answer(String head) throws ProtocolException {
    Matcher key = KEY.matcher(head);
    if (!key.find()) throw new ProtocolException("No request for a WebSocket: " + head);
    return ByteString.fromString(
        String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: " + Handshake.accept(key.group(1)),
            "\r\n"));
  }

  private final class Logic extends GraphStageLogic {
    /** What has come of the request; then what came behind it. */
    private ByteString head = ByteString.emptyByteString();

    private ByteString answer = ByteString.emptyByteString();
    private boolean upgraded;

    Logic() {
      super(shape());
      setHandler(
          fromNetwork,
          new AbstractInHandler() {
            @Override
            public void onPush() throws ProtocolException {
              if (upgraded) push(toFrames, grab(fromNetwork));
              else readHead(grab(fromNetwork));
            }

            @Override
            public void onUpstreamFinish() {
              complete(toFrames);
            }
          });
      setHandler(
          toFrames,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              if (upgraded) passOn();
              else pull(fromNetwork);
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              cancel(fromNetwork, cause);
            }
          });
      setHandler(
          fromFrames,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              push(toNetwork, grab(fromFrames));
            }

            @Override
            public void onUpstreamFinish() {
              complete(toNetwork);
            }
          });
      setHandler(
          toNetwork,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              if (!answer.isEmpty()) sendAnswer();
              else if (upgraded) pull(fromFrames);
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              cancel(fromFrames, cause);
            }
          });
    }

    private void readHead(ByteString more) throws ProtocolException {
      head = head.concat(more);
      int end = head.indexOfSlice(END);
      if (end < 0) {
        if (head.size() > LONGEST_HEAD) throw new ProtocolException("The request has no end.");
        pull(fromNetwork);
        return;
      }
      answer = answer(head.take(end).utf8String());
      head = head.drop(end + END.size()).compact();
      upgraded = true;
      if (isAvailable(toNetwork)) sendAnswer();
      passOn();
    }

    private void sendAnswer() {
      push(toNetwork, answer);
      answer = ByteString.emptyByteString();
    }

    private void passOn() {
      if (head.isEmpty()) {
        pull(fromNetwork);
        return;
      }
      push(toFrames, head);
      head = ByteString.emptyByteString();
    }
  }
}

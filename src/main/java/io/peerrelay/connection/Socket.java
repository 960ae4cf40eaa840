package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.websocket.Message;
import java.util.function.Consumer;

/**
 * A connection's hold on its socket. Any thread may use it; what it says after the socket is gone
 * is lost.
 */
final class Socket {
  private final String origin;
  private final Consumer<Instruction> stage;

  /**
   * @param origin what the client called the relay, such as http://relay.example:8080
   */
  Socket(String origin, Consumer<Instruction> stage) {
    this.origin = origin;
    this.stage = stage;
  }

  /** Where the client finds a transfer over HTTP. */
  String url(TransferId transfer, String ticket) {
    return origin + "/transfers/" + transfer + "?ticket=" + ticket;
  }

  void start(ActorRef<Connection.Command> connection) {
    stage.accept(new Instruction.Start(connection));
  }

  /**
   * @param re the id of the request that this answers; null for none
   */
  void send(String re, ServerMessage message) {
    stage.accept(new Instruction.Send(new Message.Text(RelayDialect.encode(re, message)).encode()));
  }

  void send(Message.EncodedText frame) {
    stage.accept(new Instruction.Send(frame));
  }

  void send(ChannelNews news) {
    stage.accept(new Instruction.SendNews(news));
  }

  /** For what may be left out: it is not sent to a client that does not keep up. */
  void mention(ServerMessage message) {
    mention(new Message.Text(RelayDialect.encode(null, message)).encode());
  }

  void mention(Message.EncodedText frame) {
    stage.accept(new Instruction.Mention(frame));
  }

  void mention(ChannelNews news) {
    stage.accept(new Instruction.MentionNews(news));
  }

  /**
   * Calls back when all that was said before this has gone out.
   *
   * @param callback is run by the stage's thread: it must return at once
   */
  void callWhenSent(Runnable callback) {
    stage.accept(new Instruction.CallWhenSent(callback));
  }

  void requestTaken() {
    stage.accept(new Instruction.RequestTaken());
  }

  /**
   * The client may send the path's bytes as binary frames of {@code stream}; it is told itself what
   * credit it gets.
   */
  void openSending(long stream, BytePath path) {
    BytePath.Source source =
        path.feed(bytes -> send(null, new ServerMessage.Credit(stream, bytes)));
    stage.accept(new Instruction.OpenSending(stream, source));
  }

  /** The path's bytes are to go out as binary frames of {@code stream}, once that is started. */
  void openReceiving(long stream, BytePath path) {
    stage.accept(new Instruction.OpenReceiving(stream, path));
  }

  void startReceiving(long stream, BytePath path) {
    path.onBytes(() -> stage.accept(new Instruction.BytesWait(stream)));
  }

  void endStream(long stream) {
    stage.accept(new Instruction.EndStream(stream));
  }

  void close(CloseReason reason) {
    stage.accept(new Instruction.Close(reason.frame()));
  }
}

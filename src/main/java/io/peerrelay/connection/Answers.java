package io.peerrelay.connection;

import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.settings.SocketSettings;
import io.peerrelay.websocket.Message;

/** What a connection answers its client; a client that earns too many errors is closed. */
final class Answers {
  private final Socket socket;
  private final ErrorRate errors;

  Answers(Socket socket, SocketSettings settings) {
    this.socket = socket;
    this.errors = new ErrorRate(settings.errorRate());
  }

  /**
   * @param re the id of the request that this answers; null for none
   */
  void send(String re, ServerMessage message) {
    socket.send(re, message);
  }

  void push(ServerMessage message) {
    socket.send(null, message);
  }

  /** As {@link #push(ServerMessage)}, of what was encoded already. */
  void push(Message.EncodedText frame) {
    socket.send(frame);
  }

  /** All of it, in one piece. */
  void push(ChannelNews news) {
    socket.send(news);
  }

  /** As {@link #mention(ServerMessage)}, of what was encoded already. */
  void mention(Message.EncodedText frame) {
    socket.mention(frame);
  }

  /** As {@link #push(ServerMessage)}, but left out where the client does not keep up. */
  void mention(ServerMessage message) {
    socket.mention(message);
  }

  /** As {@link #push(ChannelNews)}, but left out where the client does not keep up. */
  void mention(ChannelNews news) {
    socket.mention(news);
  }

  /** As of {@link Socket#callWhenSent}. */
  void callWhenSent(Runnable callback) {
    socket.callWhenSent(callback);
  }

  void refuse(String re, Problem problem) {
    socket.send(re, problem.toError());
    if (!errors.permits(problem)) close(CloseReason.TOO_MANY_ERRORS);
  }

  /** For what did not answer within the time that a request may take. */
  void refuseOverdue(String re) {
    refuse(
        re,
        ErrorCode.UNAVAILABLE.because(
            "No answer in time; whether the request was carried out is not known."));
  }

  /** Says what came of a request to a conversation. */
  void settle(String re, ConversationReply reply) {
    if (reply instanceof ConversationReply.Done) send(re, new ServerMessage.Ok());
    else if (reply instanceof ConversationReply.Refused refused) refuse(re, refused.problem());
    else refuseOverdue(re);
  }

  /** The same for what is said so often that success is told only where the client asked for it. */
  void settleQuietly(String re, ConversationReply reply) {
    if (re != null || !(reply instanceof ConversationReply.Done)) settle(re, reply);
  }

  String url(TransferId transfer, String ticket) {
    return socket.url(transfer, ticket);
  }

  void close(CloseReason reason) {
    socket.close(reason);
  }
}

package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.websocket.Message;

/** What a socket's stage is told from outside its stream. */
sealed interface Instruction {
  /** Read from now on, for this connection. */
  record Start(ActorRef<Connection.Command> connection) implements Instruction {}

  record Send(Message.EncodedText text) implements Instruction {}

  /** Send all of it, and say when it is in the queue. */
  record SendNews(ChannelNews news) implements Instruction {}

  /** Send it if the client keeps up, else forget it. */
  record Mention(Message.EncodedText text) implements Instruction {}

  /** The same with all of it, and say so in either case. */
  record MentionNews(ChannelNews news) implements Instruction {}

  /** Call once all messages that wait now have gone out. */
  record CallWhenSent(Runnable callback) implements Instruction {}

  /** The connection has dealt with one request. */
  record RequestTaken() implements Instruction {}

  /** Binary frames of this stream go to the path. */
  record OpenSending(long stream, BytePath.Source source) implements Instruction {}

  /** What comes along the path goes out as binary frames of this stream. */
  record OpenReceiving(long stream, BytePath path) implements Instruction {}

  /** There is something to take from the path of this stream. */
  record BytesWait(long stream) implements Instruction {}

  /** The stream has ended; bytes that still come for it are dropped. */
  record EndStream(long stream) implements Instruction {}

  /** Send what waits, then close. */
  record Close(Message.Close frame) implements Instruction {}

  /** The client has not taken the close frame in time. */
  record GiveUp() implements Instruction {}

  /** An older client gets its ping. */
  record PingDue() implements Instruction {}

  /**
   * Of a connection that is not the first of its socket.
   *
   * @param start which one it is; what an earlier one still says counts for nothing
   */
  record AfterStart(int start, Instruction instruction) implements Instruction {}
}

package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;

/** What a {@link Consumer} is asked and told; never leaves the node. */
sealed interface ConsumerCommand {
  /** Answered when it is known whether RabbitMQ is there. */
  record Report(boolean isNew, ActorRef<Publisher.Reply> replyTo) implements ConsumerCommand {}

  record PublishSample(ActorRef<Publisher.Reply> replyTo) implements ConsumerCommand {}

  record Connect() implements ConsumerCommand {}

  record Delivered(Intake.Result result) implements ConsumerCommand {}

  /** Whether the queue is still there, and this its consumer. */
  record LookAfter(long line) implements ConsumerCommand {}

  record Lost(long line, String reason) implements ConsumerCommand {}

  record Confirmed(long line, long number, boolean multiple, boolean stored)
      implements ConsumerCommand {}

  record Returned(long line, long delivery) implements ConsumerCommand {}

  /**
   * @param reply null if there was none in time
   */
  record Posted(Lanes.Batch batch, ConversationReply reply) implements ConsumerCommand {}

  record Resume(ConversationId channel) implements ConsumerCommand {}
}

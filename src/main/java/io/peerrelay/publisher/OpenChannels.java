package io.peerrelay.publisher;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.peerrelay.conversation.ChannelCommand;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Posting;
import java.time.Duration;
import java.util.List;

/** Sees to it that the channels exist which everybody may subscribe to: the relay owns them. */
final class OpenChannels extends AbstractBehavior<OpenChannels.Command> {
  sealed interface Command {}

  private record Create(Channel channel) implements Command {}

  /**
   * @param reply null if there was none in time
   */
  private record Created(Channel channel, ConversationReply reply) implements Command {}

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Duration timeout;

  static Behavior<Command> create(List<String> names, Duration timeout) {
    return Behaviors.setup(
        context -> {
          OpenChannels channels = new OpenChannels(context, timeout);
          names.forEach(name -> channels.create(Target.channel(name)));
          return channels;
        });
  }

  private OpenChannels(ActorContext<Command> context, Duration timeout) {
    super(context);
    this.timeout = timeout;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Create.class, command -> create(command.channel()))
        .onMessage(Created.class, this::onCreated)
        .build();
  }

  private Behavior<Command> create(Channel channel) {
    getContext()
        .pipeToSelf(
            Conversation.of(getContext().getSystem(), ConversationId.of(channel))
                .<ConversationReply>ask(
                    to ->
                        new ChannelCommand.Create(
                            channel, Publisher.RELAY, false, Posting.OWNERS, to),
                    timeout),
            (reply, failure) -> new Created(channel, reply));
    return this;
  }

  private Behavior<Command> onCreated(Created command) {
    boolean isThere =
        command.reply() instanceof ConversationReply.Joined
            || (command.reply() instanceof ConversationReply.Refused refused
                && refused.problem().code() == ErrorCode.CHANNEL_EXISTS);
    if (!isThere)
      getContext().scheduleOnce(RETRY, getContext().getSelf(), new Create(command.channel()));
    return this;
  }
}

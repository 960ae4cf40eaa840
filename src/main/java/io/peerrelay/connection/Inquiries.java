package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks others for a connection, which goes on when the answer is there. */
final class Inquiries {
  private final ActorContext<Connection.Command> context;
  private final Duration timeout;

  Inquiries(ActorContext<Connection.Command> context, Duration timeout) {
    this.context = context;
    this.timeout = timeout;
  }

  /**
   * @param then takes the reply; null if there was none in time
   */
  void ask(
      ConversationId conversation,
      Function<ActorRef<ConversationReply>, ConversationCommand> command,
      Consumer<ConversationReply> then) {
    then(
        Conversation.of(context.getSystem(), conversation)
            .<ConversationReply>ask(command::apply, timeout),
        then);
  }

  /** As {@link #ask(ConversationId, Function, Consumer)}, a user's session. */
  <R> void ask(Username user, Function<ActorRef<R>, SessionCommand> command, Consumer<R> then) {
    then(UserSession.of(context.getSystem(), user).<R>ask(command::apply, timeout), then);
  }

  /**
   * @param then takes the value; null if the stage failed
   */
  <T> void then(CompletionStage<T> stage, Consumer<T> then) {
    context.pipeToSelf(
        stage, (value, failure) -> new Connection.Continue(() -> then.accept(value)));
  }
}

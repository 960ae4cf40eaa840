package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.account.Account;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationProblem;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ReceiptStatus;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.UserSession;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a client asks about conversations, on its way to them and back. */
final class ConversationRequests {
  private final ActorContext<Connection.Command> context;
  private final Answers answers;
  private final Relay relay;
  private final Feeds feeds;

  ConversationRequests(ActorContext<Connection.Command> context, Answers answers, Relay relay) {
    this.context = context;
    this.answers = answers;
    this.relay = relay;
    this.feeds = new Feeds(context, answers, relay);
  }

  /** The user is welcome on this socket. */
  void onWelcome(Username user) {
    feeds.start(user);
  }

  /** The user has a new session: the old one may have stopped some time ago. */
  void onNewSession(Username user) {
    feeds.catchUp(user);
  }

  /** What the user's session has for this device. */
  void onPush(Username user, ServerMessage message) {
    if (message instanceof ConversationMessage.Message one) feeds.onMessage(user, one);
    else if (message instanceof ConversationMessage.Typing) answers.mention(message);
    else answers.push(message);
  }

  void handle(String re, Username by, ConversationRequest request) {
    if (concerns(request).stream().allMatch(one -> one.admits(by))) ask(re, by, request);
    else answers.refuse(re, ConversationProblem.notAMember());
  }

  private static Set<ConversationId> concerns(ConversationRequest request) {
    if (request instanceof ConversationRequest.AboutConversation about)
      return Set.of(about.conversation());
    return request instanceof ConversationRequest.Sync sync ? sync.cursors().keySet() : Set.of();
  }

  private void ask(String re, Username by, ConversationRequest request) {
    if (request instanceof ConversationRequest.Message post) post(re, by, post);
    else if (request instanceof ConversationRequest.Edit edit) edit(re, by, edit);
    else if (request instanceof ConversationRequest.Delete delete)
      ask(
          delete.conversation(),
          to -> new ConversationCommand.Delete(by, delete.seq(), to),
          reply -> answer(re, reply));
    else if (request instanceof ConversationRequest.React react)
      ask(
          react.conversation(),
          to -> new ConversationCommand.React(by, react.seq(), react.reaction(), to),
          reply -> answer(re, reply));
    else if (request instanceof ConversationRequest.Delivered delivered)
      markSeen(re, by, delivered.conversation(), delivered.seq(), ReceiptStatus.DELIVERED);
    else if (request instanceof ConversationRequest.Read read)
      markSeen(re, by, read.conversation(), read.seq(), ReceiptStatus.READ);
    else if (request instanceof ConversationRequest.History history) history(re, by, history);
    else if (request instanceof ConversationRequest.Typing typing) typing(re, by, typing);
    else if (request instanceof ConversationRequest.Sync sync) feeds.sync(re, by, sync.cursors());
  }

  private void post(String re, Username by, ConversationRequest.Message post) {
    Optional<Problem> problem = tooLong(post.text()).or(() -> unknown(post.to()));
    if (problem.isPresent()) answers.refuse(re, problem.get());
    else post(re, by, null, post);
  }

  /**
   * @param opensWith the other user, who is known to exist; null where nobody looked yet
   */
  private void post(String re, Username by, Username opensWith, ConversationRequest.Message post) {
    ConversationId conversation = post.to().conversation(by);
    ask(
        conversation,
        to ->
            new ConversationCommand.Post(
                by,
                opensWith,
                post.text(),
                post.clientRef(),
                post.attachments(),
                post.replyTo(),
                to),
        reply -> {
          if (reply instanceof ConversationReply.Stored stored)
            answers.send(
                re, new ConversationMessage.Sent(conversation, stored.seq(), stored.time()));
          else if (reply instanceof ConversationReply.NotThere) open(re, by, post);
          else answer(re, reply);
        });
  }

  private void open(String re, Username by, ConversationRequest.Message post) {
    Recipient.User other = (Recipient.User) post.to();
    then(
        relay.accounts().find(other.username()),
        reply -> {
          if (reply instanceof Account.Found found) post(re, by, found.username(), post);
          else if (reply instanceof Account.Refused refused) answers.refuse(re, refused.problem());
          else answers.refuseOverdue(re);
        });
  }

  private void edit(String re, Username by, ConversationRequest.Edit edit) {
    Optional<Problem> problem = tooLong(edit.text());
    if (problem.isPresent()) {
      answers.refuse(re, problem.get());
      return;
    }
    ask(
        edit.conversation(),
        to -> new ConversationCommand.Edit(by, edit.seq(), edit.text(), to),
        reply -> answer(re, reply));
  }

  private Optional<Problem> tooLong(String text) {
    int most = relay.conversation().longestText();
    int length = text == null ? 0 : text.codePointCount(0, text.length());
    return length <= most
        ? Optional.empty()
        : Optional.of(
            ErrorCode.TOO_LARGE.because(
                "text: %d characters (expected: at most %d)".formatted(length, most)));
  }

  private static Optional<Problem> unknown(Recipient to) {
    return to instanceof Recipient.Members members
        ? Optional.of(
            ErrorCode.NO_SUCH_CHANNEL.because("to: there is no channel " + members.channel()))
        : Optional.empty();
  }

  private void markSeen(
      String re, Username by, ConversationId conversation, long seq, ReceiptStatus status) {
    ask(
        conversation,
        to -> new ConversationCommand.MarkSeen(by, seq, status, to),
        reply -> {
          if (reply instanceof ConversationReply.Done && status == ReceiptStatus.READ)
            UserSession.of(context.getSystem(), by)
                .tell(new UserSession.MarkRead(conversation, seq));
          answer(re, reply);
        });
  }

  private void history(String re, Username by, ConversationRequest.History request) {
    ConversationId conversation = request.conversation();
    boolean forward = request.after() != null;
    int limit = request.limit() == null ? ConversationRequest.MOST_MESSAGES : request.limit();
    ask(
        conversation,
        to -> new ConversationCommand.Look(by, request.after(), request.before(), limit, to),
        reply -> {
          if (!(reply instanceof ConversationReply.Found found)) {
            answer(re, reply);
            return;
          }
          then(
              relay.archive().page(conversation, found, forward),
              page -> {
                if (page == null) {
                  answers.refuseOverdue(re);
                  return;
                }
                long end = Math.min(page.head(), before(request) - 1);
                boolean more =
                    forward
                        ? page.next() <= end
                        : !page.messages().isEmpty() && page.messages().get(0).seq() > 1;
                answers.send(
                    re, new ConversationMessage.History(conversation, page.messages(), more));
              });
        });
  }

  private static long before(ConversationRequest.History request) {
    return request.before() == null ? Long.MAX_VALUE : request.before();
  }

  /** Whoever it is for, and whether it comes there: it is not worth an error. */
  private void typing(String re, Username by, ConversationRequest.Typing typing) {
    Conversation.of(context.getSystem(), typing.to().conversation(by))
        .tell(new ConversationCommand.ShowTyping(by));
    done(re);
  }

  private void answer(String re, ConversationReply reply) {
    if (reply instanceof ConversationReply.Done) done(re);
    else if (reply instanceof ConversationReply.Refused refused)
      answers.refuse(re, refused.problem());
    else answers.refuseOverdue(re);
  }

  /** What is said often and needs no answer gets one only where it was asked for. */
  private void done(String re) {
    if (re != null) answers.send(re, new ServerMessage.Ok());
  }

  /**
   * @param then takes the reply; null if there was none in time
   */
  private void ask(
      ConversationId conversation,
      Function<ActorRef<ConversationReply>, ConversationCommand> command,
      Consumer<ConversationReply> then) {
    then(
        Conversation.of(context.getSystem(), conversation)
            .<ConversationReply>ask(command::apply, relay.socket().requestTimeout()),
        then);
  }

  private <T> void then(CompletionStage<T> stage, Consumer<T> then) {
    context.pipeToSelf(
        stage, (value, failure) -> new Connection.Continue(() -> then.accept(value)));
  }
}

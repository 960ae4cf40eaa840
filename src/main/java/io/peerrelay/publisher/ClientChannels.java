package io.peerrelay.publisher;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.japi.function.Function;
import io.peerrelay.account.Account;
import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.ChannelCommand;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives a client of the queue a channel of its own. The client owns it, so that nobody else is let
 * in but by the client; the relay is a member, because it posts there what comes for the client.
 * Each step may be done again, so a request that was broken off is completed by the next one.
 * Stages complete with a reply, never exceptionally.
 */
public final class ClientChannels {
  private final ActorSystem<?> system;
  private final Accounts accounts;
  private final boolean registers;
  private final int mostChannels;
  private final Duration timeout;

  /**
   * @param name the client's user name
   * @param email may be null
   * @param channel null: one that is called like the user
   */
  public record Order(Username name, Secret password, EmailAddress email, Channel channel) {
    public Order {
      if (channel == null) channel = Target.channel(name.value().replaceAll("[@+]", "-"));
    }
  }

  public sealed interface Reply {}

  /**
   * @param token logs in by the channel's subscriber
   */
  public record Ready(Channel channel, Username user, Secret token, Instant expiresAt)
      implements Reply {}

  public record Refused(Problem problem) implements Reply {}

  /**
   * @param registers whether who has no account yet is registered
   * @param mostChannels that one user may be in
   */
  public ClientChannels(
      ActorSystem<?> system,
      Accounts accounts,
      boolean registers,
      int mostChannels,
      Duration timeout) {
    this.system = system;
    this.accounts = accounts;
    this.registers = registers;
    this.mostChannels = mostChannels;
    this.timeout = timeout;
  }

  public CompletionStage<Reply> open(Order order) {
    return logIn(order)
        .thenCompose(
            reply ->
                reply instanceof Account.LoggedIn client
                    ? open(order.channel(), client)
                    : now(new Refused(((Account.Refused) reply).problem())))
        .exceptionally(
            failure ->
                new Refused(ErrorCode.UNAVAILABLE.because("The channel did not answer in time.")));
  }

  private CompletionStage<Account.Reply> logIn(Order order) {
    ClientMessage.Login login = new ClientMessage.Login(order.name(), order.password(), null, null);
    return accounts
        .logIn(login)
        .thenCompose(
            reply ->
                registers
                        && reply instanceof Account.Refused refused
                        && refused.problem().code() == ErrorCode.BAD_CREDENTIALS
                    ? register(order, login, refused)
                    : now(reply));
  }

  /** Nobody is told whether a name or its password is wrong. */
  private CompletionStage<Account.Reply> register(
      Order order, ClientMessage.Login login, Account.Refused refused) {
    return accounts
        .find(order.name())
        .thenCompose(
            found ->
                found instanceof Account.Found
                    ? now(refused)
                    : accounts
                        .register(
                            new ClientMessage.Register(
                                order.name(), order.password(), order.email()))
                        .thenCompose(
                            reply ->
                                reply instanceof Account.Refused
                                    ? now(reply)
                                    : accounts.logIn(login)));
  }

  private CompletionStage<Reply> open(Channel channel, Account.LoggedIn client) {
    Username user = client.username();
    ConversationId id = ConversationId.of(channel);
    return unlessInTooMany(id, user)
        .thenCompose(
            full ->
                full
                    ? now(tooMany())
                    : create(id, channel, user)
                        .thenCompose(
                            reply ->
                                reply instanceof ConversationReply.Refused refused
                                    ? now(refuse(channel, refused.problem()))
                                    : enter(id, user)
                                        .thenApply(
                                            entered ->
                                                new Ready(
                                                    channel,
                                                    user,
                                                    client.token(),
                                                    client.expiresAt()))));
  }

  private CompletionStage<Boolean> unlessInTooMany(ConversationId id, Username user) {
    return UserSession.of(system, user)
        .<SessionCommand.Conversations>ask(SessionCommand.ListConversations::new, timeout)
        .thenApply(
            listed ->
                !listed.read().containsKey(id)
                    && listed.read().keySet().stream().filter(ConversationId::isChannel).count()
                        >= mostChannels);
  }

  private Refused tooMany() {
    return new Refused(
        ErrorCode.LIMIT_REACHED.because(
            "You are in %d channels already (expected: fewer)".formatted(mostChannels)));
  }

  /** Refused unless the client owns it then, and nobody joins who was not invited. */
  private CompletionStage<ConversationReply> create(
      ConversationId id, Channel channel, Username user) {
    return ask(id, to -> new ChannelCommand.Create(channel, user, true, Posting.MEMBERS, to))
        .thenCompose(
            created ->
                created instanceof ConversationReply.Refused refused
                        && refused.problem().code() == ErrorCode.CHANNEL_EXISTS
                    ? ask(id, to -> new ChannelCommand.Describe(user, to))
                        .thenApply(described -> isOwn(described) ? described : refused)
                    : now(created));
  }

  private static boolean isOwn(ConversationReply reply) {
    return reply instanceof ConversationReply.Described described
        && described.channel().isPrivate()
        && described.channel().role() == Role.OWNER;
  }

  private CompletionStage<ConversationReply> enter(ConversationId id, Username user) {
    return ask(id, to -> new ConversationCommand.Look(user, null, null, 1, to))
        .thenCompose(
            found ->
                UserSession.of(system, user)
                    .<SessionCommand.Outcome>ask(
                        to ->
                            new SessionCommand.Enter(
                                id, ((ConversationReply.Found) found).head(), to),
                        timeout))
        .thenCompose(entered -> ask(id, to -> new ChannelCommand.Invite(user, Publisher.RELAY, to)))
        .thenCompose(invited -> ask(id, to -> new ChannelCommand.Join(Publisher.RELAY, to)));
  }

  private static Refused refuse(Channel channel, Problem problem) {
    return new Refused(
        problem.code() == ErrorCode.CHANNEL_EXISTS
            ? ErrorCode.CHANNEL_EXISTS.because(
                "clientId: %s belongs to somebody else (expected: one of your own)"
                    .formatted(channel.value().substring(1)))
            : problem);
  }

  private CompletionStage<ConversationReply> ask(
      ConversationId id, Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    return Conversation.of(system, id).ask(command, timeout);
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedStage(value);
  }
}

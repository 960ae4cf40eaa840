package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.peerrelay.account.Account;
import io.peerrelay.conversation.ChannelCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.util.function.Function;

/** What a client asks about channels, on its way to them and back. */
final class ChannelRequests {
  private final ActorSystem<?> system;
  private final Answers answers;
  private final Relay relay;
  private final Inquiries inquiries;
  private final ChannelList list;

  ChannelRequests(ActorSystem<?> system, Answers answers, Relay relay, Inquiries inquiries) {
    this.system = system;
    this.answers = answers;
    this.relay = relay;
    this.inquiries = inquiries;
    this.list = new ChannelList(system, relay.socket().requestTimeout());
  }

  void handle(String re, Username by, ChannelRequest request) {
    if (request instanceof ChannelRequest.CreateChannel create) create(re, by, create);
    else if (request instanceof ChannelRequest.Join join)
      enter(re, by, join.channel(), to -> new ChannelCommand.Join(by, to));
    else if (request instanceof ChannelRequest.Leave leave) leave(re, by, leave.channel());
    else if (request instanceof ChannelRequest.Invite invite) invite(re, by, invite);
    else if (request instanceof ChannelRequest.Remove remove)
      settle(re, remove, to -> new ChannelCommand.Remove(by, remove.username(), to));
    else if (request instanceof ChannelRequest.SetRole set)
      settle(re, set, to -> new ChannelCommand.SetRole(by, set.username(), set.role(), to));
    else if (request instanceof ChannelRequest.ChangeChannel change)
      settle(
          re,
          change,
          to -> new ChannelCommand.Configure(by, change.isPrivate(), change.posting(), to));
    else if (request instanceof ChannelRequest.Members members) members(re, by, members);
    else if (request instanceof ChannelRequest.Channels channels)
      inquiries.then(
          list.page(by, channels),
          page -> {
            if (page == null) answers.refuseOverdue(re);
            else answers.send(re, page);
          });
  }

  private void create(String re, Username by, ChannelRequest.CreateChannel create) {
    boolean isPrivate = create.isPrivate() != null && create.isPrivate();
    Posting posting = create.posting() == null ? Posting.MEMBERS : create.posting();
    enter(
        re,
        by,
        create.channel(),
        to -> new ChannelCommand.Create(create.channel(), by, isPrivate, posting, to));
  }

  /**
   * The channel has the user as a member, and the user's session the channel, before the answer.
   */
  private void enter(
      String re,
      Username by,
      Channel channel,
      Function<ActorRef<ConversationReply>, ChannelCommand> command) {
    ConversationId id = ConversationId.of(channel);
    unlessInTooMany(
        re,
        by,
        id,
        () ->
            inquiries.ask(
                id,
                command::apply,
                reply -> {
                  if (reply instanceof ConversationReply.Joined joined)
                    remember(re, by, id, joined.head());
                  else answers.settle(re, reply);
                }));
  }

  private void unlessInTooMany(String re, Username by, ConversationId id, Runnable then) {
    int most = relay.conversation().channels();
    inquiries.<SessionCommand.Conversations>ask(
        by,
        SessionCommand.ListConversations::new,
        listed -> {
          if (listed == null) answers.refuseOverdue(re);
          else if (listed.read().containsKey(id)
              || listed.read().keySet().stream().filter(ConversationId::isChannel).count() < most)
            then.run();
          else
            answers.refuse(
                re,
                ErrorCode.LIMIT_REACHED.because(
                    "You are in %d channels already (expected: fewer)".formatted(most)));
        });
  }

  private void remember(String re, Username by, ConversationId id, long head) {
    inquiries.<SessionCommand.Outcome>ask(
        by,
        to -> new SessionCommand.Enter(id, head, to),
        outcome -> {
          if (outcome == null) answers.refuseOverdue(re);
          else answers.send(re, new ServerMessage.Ok());
        });
  }

  private void leave(String re, Username by, Channel channel) {
    ConversationId id = ConversationId.of(channel);
    inquiries.ask(
        id,
        to -> new ChannelCommand.Leave(by, to),
        reply -> {
          if (reply != null) UserSession.of(system, by).tell(new SessionCommand.Leave(id));
          answers.settle(re, reply);
        });
  }

  private void invite(String re, Username by, ChannelRequest.Invite invite) {
    inquiries.then(
        relay.accounts().find(invite.username()),
        reply -> {
          if (reply instanceof Account.Found found)
            settle(re, invite, to -> new ChannelCommand.Invite(by, found.username(), to));
          else if (reply instanceof Account.Refused refused) answers.refuse(re, refused.problem());
          else answers.refuseOverdue(re);
        });
  }

  private void members(String re, Username by, ChannelRequest.Members request) {
    int limit = request.limit() == null ? ChannelRequest.MOST_MEMBERS : request.limit();
    inquiries.ask(
        ConversationId.of(request.channel()),
        to -> new ChannelCommand.ListMembers(by, request.after(), limit, to),
        reply -> {
          if (reply instanceof ConversationReply.Listed listed)
            answers.send(
                re, new ChannelMessage.Members(listed.channel(), listed.members(), listed.more()));
          else answers.settle(re, reply);
        });
  }

  private void settle(
      String re,
      ChannelRequest.AboutChannel request,
      Function<ActorRef<ConversationReply>, ChannelCommand> command) {
    inquiries.ask(
        ConversationId.of(request.channel()), command::apply, reply -> answers.settle(re, reply));
  }
}

package io.peerrelay.conversation;

import akka.persistence.typed.javadsl.CommandHandlerBuilderByState;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import io.peerrelay.protocol.ChannelInfo;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a {@link Conversation} does as a channel: who comes and goes, and which it is. */
final class ChannelHandlers {
  private final EffectFactories<ConversationEvent, ConversationState> effects;
  private final ChannelRules rules;
  private final Audience audience;
  private final Consumer<ConversationState> enlist;

  /**
   * @param enlist tells the directory whether everybody may join
   */
  ChannelHandlers(
      EffectFactories<ConversationEvent, ConversationState> effects,
      ChannelRules rules,
      Audience audience,
      Consumer<ConversationState> enlist) {
    this.effects = effects;
    this.rules = rules;
    this.audience = audience;
    this.enlist = enlist;
  }

  void addTo(
      CommandHandlerBuilderByState<
              ConversationCommand, ConversationEvent, ConversationState, ConversationState>
          handlers) {
    handlers.onCommand(ChannelCommand.class, this::onCommand);
  }

  private Effect<ConversationEvent, ConversationState> onCommand(
      ConversationState state, ChannelCommand command) {
    Optional<Problem> problem = rules.objection(state, command);
    if (problem.isPresent()) return answer(command, new ConversationReply.Refused(problem.get()));
    if (command instanceof ChannelCommand.Create create) return create(create);
    if (command instanceof ChannelCommand.Join join) return join(state, join);
    if (command instanceof ChannelCommand.Leave leave)
      return depart(state, leave, leave.by(), MembershipChange.LEFT);
    if (command instanceof ChannelCommand.Remove remove)
      return depart(state, remove, remove.username(), MembershipChange.REMOVED);
    if (command instanceof ChannelCommand.Invite invite) return invite(state, invite);
    if (command instanceof ChannelCommand.SetRole setRole) return setRole(state, setRole);
    if (command instanceof ChannelCommand.Configure configure) return configure(state, configure);
    if (command instanceof ChannelCommand.ListMembers list) return answer(list, page(state, list));
    return answer(command, describe(state, command.by()));
  }

  private Effect<ConversationEvent, ConversationState> create(ChannelCommand.Create create) {
    return effects
        .persist(
            new ConversationEvent.ChannelCreated(
                create.channel(), create.by(), create.isPrivate(), create.posting()))
        .thenRun(
            after -> {
              enlist.accept(after);
              create.replyTo().tell(new ConversationReply.Joined(after.head()));
              audience.tell(create.by(), news(after, create.by(), MembershipChange.JOINED, null));
            });
  }

  private Effect<ConversationEvent, ConversationState> join(
      ConversationState state, ChannelCommand.Join join) {
    ConversationReply joined = new ConversationReply.Joined(state.head());
    if (state.isMember(join.by())) return answer(join, joined);
    Role role = state.members().size() == 0 ? Role.OWNER : Role.MEMBER;
    return effects
        .persist(new ConversationEvent.MemberJoined(join.by(), role))
        .thenRun(
            after -> {
              join.replyTo().tell(joined);
              ChannelMessage news = news(after, join.by(), MembershipChange.JOINED, null);
              audience.tell(after, join.by(), news);
              audience.tell(join.by(), news); // Its devices are not in the audience yet.
            });
  }

  /** A channel that has members has an owner. */
  private Effect<ConversationEvent, ConversationState> depart(
      ConversationState state, ChannelCommand command, Username user, MembershipChange change) {
    if (!state.isMember(user)) return withdraw(state, command, user);
    List<ConversationEvent> events = new ArrayList<>();
    List<ChannelMessage> news = new ArrayList<>();
    events.add(new ConversationEvent.MemberLeft(user));
    news.add(news(state, user, change, change == MembershipChange.LEFT ? null : command.by()));
    if (state.members().isLastOwner(user))
      state
          .members()
          .eldestBut(user)
          .ifPresent(
              heir -> {
                events.add(new ConversationEvent.RoleChanged(heir, Role.OWNER));
                news.add(news(state, heir, MembershipChange.OWNER, null));
              });
    return effects
        .persist(events)
        .thenRun(
            after -> {
              news.forEach(one -> audience.tell(after, command.by(), one));
              audience.dismiss(user);
              command.replyTo().tell(new ConversationReply.Done());
            });
  }

  private Effect<ConversationEvent, ConversationState> withdraw(
      ConversationState state, ChannelCommand command, Username user) {
    if (!state.members().isInvited(user)) return answer(command, new ConversationReply.Done());
    return effects
        .persist(new ConversationEvent.InvitationWithdrawn(user))
        .thenRun(() -> command.replyTo().tell(new ConversationReply.Done()));
  }

  private Effect<ConversationEvent, ConversationState> invite(
      ConversationState state, ChannelCommand.Invite invite) {
    Username user = invite.username();
    if (state.isMember(user)) return answer(invite, new ConversationReply.Done());
    return effects
        .persist(
            state.members().isInvited(user)
                ? List.of()
                : List.of(new ConversationEvent.Invited(user)))
        .thenRun(
            after -> {
              ChannelMessage news = news(after, user, MembershipChange.INVITED, invite.by());
              audience.tell(after, invite.by(), news);
              audience.tell(user, news);
              invite.replyTo().tell(new ConversationReply.Done());
            });
  }

  private Effect<ConversationEvent, ConversationState> setRole(
      ConversationState state, ChannelCommand.SetRole command) {
    Username user = command.username();
    if (state.members().role(user).equals(Optional.of(command.role())))
      return answer(command, new ConversationReply.Done());
    MembershipChange change =
        command.role() == Role.OWNER ? MembershipChange.OWNER : MembershipChange.MEMBER;
    return effects
        .persist(new ConversationEvent.RoleChanged(user, command.role()))
        .thenRun(
            after -> {
              audience.tell(after, command.by(), news(after, user, change, command.by()));
              command.replyTo().tell(new ConversationReply.Done());
            });
  }

  private Effect<ConversationEvent, ConversationState> configure(
      ConversationState state, ChannelCommand.Configure command) {
    ChannelState now = state.channel();
    ConversationEvent.ChannelChanged changed =
        new ConversationEvent.ChannelChanged(
            command.isPrivate() == null ? now.isPrivate() : command.isPrivate(),
            command.posting() == null ? now.posting() : command.posting());
    return effects
        .persist(changed)
        .thenRun(
            after -> {
              enlist.accept(after);
              audience.tell(
                  after,
                  command.by(),
                  new ChannelMessage.ChannelChanged(
                      now.name(), changed.isPrivate(), changed.posting()));
              command.replyTo().tell(new ConversationReply.Done());
            });
  }

  private static ConversationReply describe(ConversationState state, Username by) {
    ChannelState channel = state.channel();
    return new ConversationReply.Described(
        new ChannelInfo(
            channel.name(),
            channel.isPrivate(),
            channel.posting(),
            state.members().size(),
            state.members().role(by).orElse(null)));
  }

  private static ConversationReply page(ConversationState state, ChannelCommand.ListMembers list) {
    String after = list.after() == null ? "" : list.after().key();
    List<ChannelMember> behind =
        state.members().all().stream()
            .filter(member -> member.username().key().compareTo(after) > 0)
            .sorted(Comparator.comparing(member -> member.username().key()))
            .limit(list.limit() + 1L)
            .toList();
    boolean more = behind.size() > list.limit();
    return new ConversationReply.Listed(
        state.channel().name(), more ? behind.subList(0, list.limit()) : behind, more);
  }

  private ChannelMessage news(
      ConversationState state, Username user, MembershipChange change, Username by) {
    return new ChannelMessage.Membership(state.channel().name(), user, change, by);
  }

  private Effect<ConversationEvent, ConversationState> answer(
      ChannelCommand command, ConversationReply reply) {
    command.replyTo().tell(reply);
    return effects.none();
  }
}

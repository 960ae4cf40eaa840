package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.util.Optional;

/**
 * Who may do what in a channel. To others than its members a private one is not there; one that has
 * no members may be created anew.
 */
final class ChannelRules {
  /** A snapshot holds them all. */
  private static final int MOST_INVITATIONS = 10_000;

  private final ConversationId id;
  private final int mostMembers;

  ChannelRules(ConversationId id, int mostMembers) {
    this.id = id;
    this.mostMembers = mostMembers;
  }

  /** Why the command can't be carried out; empty if it can. */
  Optional<Problem> objection(ConversationState state, ChannelCommand command) {
    Username by = command.by();
    if (command instanceof ChannelCommand.Create create)
      return objection(
          state.members().size() > 0, ConversationProblem.channelExists(create.channel().value()));
    if (isHidden(state, by)) return Optional.of(noSuchChannel());
    if (command instanceof ChannelCommand.Join)
      return objection(
          !state.isMember(by) && state.members().size() >= mostMembers,
          ConversationProblem.full(mostMembers));
    if (command instanceof ChannelCommand.Leave || command instanceof ChannelCommand.Describe)
      return Optional.empty();
    if (!state.isMember(by)) return Optional.of(ConversationProblem.notAMember());
    return memberObjection(state, command);
  }

  private static Optional<Problem> memberObjection(
      ConversationState state, ChannelCommand command) {
    if (command instanceof ChannelCommand.ListMembers) return Optional.empty();
    boolean forOwners = !(command instanceof ChannelCommand.Invite) || state.channel().isPrivate();
    if (forOwners && !state.members().isOwner(command.by()))
      return Optional.of(ConversationProblem.ownersOnly());
    if (command instanceof ChannelCommand.Invite)
      return objection(
          state.members().invitationCount() >= MOST_INVITATIONS,
          ConversationProblem.tooMany("invitations", MOST_INVITATIONS));
    return command instanceof ChannelCommand.SetRole setRole
        ? objection(state, setRole)
        : Optional.empty();
  }

  private static Optional<Problem> objection(
      ConversationState state, ChannelCommand.SetRole command) {
    Username user = command.username();
    if (!state.isMember(user)) return Optional.of(ConversationProblem.noMember(user.value()));
    return objection(
        command.role() == Role.MEMBER && state.members().isLastOwner(user),
        ConversationProblem.lastOwner());
  }

  /** Why the user can't say something; empty for one who can. */
  Optional<Problem> objectionToPost(ConversationState state, Username by) {
    if (isHidden(state, by)) return Optional.of(noSuchChannel());
    if (!state.isMember(by)) return Optional.of(ConversationProblem.notAMember());
    return objection(
        state.channel().posting() == Posting.OWNERS && !state.members().isOwner(by),
        ConversationProblem.ownersOnly());
  }

  /** What one who takes no part in a conversation, be it a channel or not, is told. */
  Problem notForThem(ConversationState state, Username by) {
    return id.isChannel() && isHidden(state, by)
        ? noSuchChannel()
        : ConversationProblem.notAMember();
  }

  private static boolean isHidden(ConversationState state, Username from) {
    return state.channel() == null
        || (state.channel().isPrivate()
            && !state.isMember(from)
            && !state.members().isInvited(from));
  }

  private Problem noSuchChannel() {
    return ConversationProblem.noSuchChannel(id.value());
  }

  private static Optional<Problem> objection(boolean holds, Problem problem) {
    return holds ? Optional.of(problem) : Optional.empty();
  }
}

package io.peerrelay.conversation;

import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes part in a conversation, and who may come; in the order in which they came. Not safe for
 * use by several threads.
 */
final class Members {
  private final Map<String, ChannelMember> members = new LinkedHashMap<>();
  private final Map<String, Username> invited = new LinkedHashMap<>();

  void join(Username user, Role role) {
    members.put(user.key(), new ChannelMember(user, role));
    invited.remove(user.key());
  }

  void leave(Username user) {
    members.remove(user.key());
  }

  void setRole(Username user, Role role) {
    members.computeIfPresent(user.key(), (key, old) -> new ChannelMember(old.username(), role));
  }

  void invite(Username user) {
    invited.put(user.key(), user);
  }

  void withdrawInvitation(Username user) {
    invited.remove(user.key());
  }

  void withdrawInvitations() {
    invited.clear();
  }

  boolean contains(Username user) {
    return members.containsKey(user.key());
  }

  boolean isInvited(Username user) {
    return invited.containsKey(user.key());
  }

  /** Empty for one who takes no part. */
  Optional<Role> role(Username user) {
    return Optional.ofNullable(members.get(user.key())).map(ChannelMember::role);
  }

  boolean isOwner(Username user) {
    return role(user).equals(Optional.of(Role.OWNER));
  }

  /** Whether nobody else is an owner. */
  boolean isLastOwner(Username user) {
    return isOwner(user)
        && members.values().stream().filter(member -> member.role() == Role.OWNER).count() == 1;
  }

  /** Who has been there longest, but for this user. */
  Optional<Username> eldestBut(Username user) {
    return all().stream().map(ChannelMember::username).filter(one -> !one.equals(user)).findFirst();
  }

  /** Of two users the other; who is alone, is that as well. */
  Username otherThan(Username user) {
    return eldestBut(user).orElse(user);
  }

  Collection<ChannelMember> all() {
    return members.values();
  }

  List<Username> names() {
    return members.values().stream().map(ChannelMember::username).toList();
  }

  List<Username> invitations() {
    return List.copyOf(invited.values());
  }

  int size() {
    return members.size();
  }

  int invitationCount() {
    return invited.size();
  }
}

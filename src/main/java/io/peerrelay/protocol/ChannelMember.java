package io.peerrelay.protocol;

/** A member of a channel in a list. */
public record ChannelMember(Username username, Role role) {
  public ChannelMember {
    Field.required("username", username);
    Field.required("role", role);
  }
}

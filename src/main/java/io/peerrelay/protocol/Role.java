package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member of a channel may do: an owner invites, removes, changes the channel. */
public enum Role {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("member")
  MEMBER
}

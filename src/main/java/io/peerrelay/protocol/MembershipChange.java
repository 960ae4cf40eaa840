package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happened to a user in a channel. */
public enum MembershipChange {
  @JsonProperty("joined")
  JOINED,
  @JsonProperty("left")
  LEFT,
  @JsonProperty("invited")
  INVITED,
  @JsonProperty("removed")
  REMOVED,
  /** Has become an owner. */
  @JsonProperty("owner")
  OWNER,
  /** Is an owner no longer. */
  @JsonProperty("member")
  MEMBER;

  /** Whether the user takes no part any more. */
  public boolean isEnd() {
    return this == LEFT || this == REMOVED;
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may say something in a channel. */
public enum Posting {
  @JsonProperty("members")
  MEMBERS,
  @JsonProperty("owners")
  OWNERS
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user thinks of a message. */
public enum Reaction {
  @JsonProperty("like")
  LIKE,
  @JsonProperty("dislike")
  DISLIKE
}

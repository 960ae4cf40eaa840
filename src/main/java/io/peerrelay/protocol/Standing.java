package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user thinks of another. */
public enum Standing {
  /** Their files are welcome without being asked about. */
  @JsonProperty("trusted")
  TRUSTED,
  /** No messages, no offers, no presence; and they can't tell. */
  @JsonProperty("blocked")
  BLOCKED
}

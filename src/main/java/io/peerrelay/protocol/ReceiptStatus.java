package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a message got with one who was to have it. */
public enum ReceiptStatus {
  /** A device of the user has it. */
  @JsonProperty("delivered")
  DELIVERED,
  /** The user has seen it. */
  @JsonProperty("read")
  READ
}

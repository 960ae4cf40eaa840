package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an offer, as its conversation shows it. */
public enum OfferStatus {
  @JsonProperty("offered")
  OFFERED,
  @JsonProperty("accepted")
  ACCEPTED,
  @JsonProperty("declined")
  DECLINED,
  @JsonProperty("completed")
  COMPLETED,
  /** Cancelled, expired, or failed. */
  @JsonProperty("ended")
  ENDED
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a side moves the bytes of a transfer. */
public enum Via {
  @JsonProperty("socket")
  SOCKET,
  /** By a request to the transfer's {@code url}; no bytes go over the socket. */
  @JsonProperty("http")
  HTTP
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A channel in a list.
 *
 * @param isPrivate whether only who was invited may join
 * @param posting who may say something
 * @param members how many
 * @param role of the user who asked; null for one who takes no part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelInfo(
    Channel channel,
    @JsonProperty("private") boolean isPrivate,
    Posting posting,
    int members,
    Role role) {
  public ChannelInfo {
    Field.required("channel", channel);
    Field.required("posting", posting);
  }
}

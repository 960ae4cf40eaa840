package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What the relay tells a client about channels. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ChannelMessage extends ServerMessage {
  /**
   * @param by who did it, where it was somebody else; may be null
   */
  record Membership(Channel channel, Username username, MembershipChange change, Username by)
      implements ChannelMessage {
    public Membership {
      Field.required("channel", channel);
      Field.required("username", username);
      Field.required("change", change);
    }
  }

  /** An owner has changed it. */
  record ChannelChanged(
      Channel channel, @JsonProperty("private") boolean isPrivate, Posting posting)
      implements ChannelMessage {
    public ChannelChanged {
      Field.required("channel", channel);
      Field.required("posting", posting);
    }
  }

  /**
   * @param more whether there are others behind the last one
   */
  record Channels(List<ChannelInfo> channels, boolean more) implements ChannelMessage {
    public Channels {
      channels = List.copyOf(Field.required("channels", channels));
    }
  }

  /**
   * @param more whether there are others behind the last one
   */
  record Members(Channel channel, List<ChannelMember> members, boolean more)
      implements ChannelMessage {
    public Members {
      Field.required("channel", channel);
      members = List.copyOf(Field.required("members", members));
    }
  }
}

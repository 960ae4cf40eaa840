package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a client may ask about channels. */
public sealed interface ChannelRequest extends ClientMessage {
  int MOST_CHANNELS = 100;
  int MOST_MEMBERS = 500;

  /** Concerns one channel. */
  sealed interface AboutChannel extends ChannelRequest {
    Channel channel();
  }

  /**
   * @param isPrivate null for false
   * @param posting null for all members
   */
  record CreateChannel(Channel channel, @JsonProperty("private") Boolean isPrivate, Posting posting)
      implements AboutChannel {
    public CreateChannel {
      Field.required("channel", channel);
    }
  }

  /**
   * By an owner.
   *
   * @param isPrivate null to leave it as it is
   * @param posting null to leave it as it is
   */
  record ChangeChannel(Channel channel, @JsonProperty("private") Boolean isPrivate, Posting posting)
      implements AboutChannel {
    public ChangeChannel {
      Field.required("channel", channel);
    }
  }

  record Join(Channel channel) implements AboutChannel {
    public Join {
      Field.required("channel", channel);
    }
  }

  record Leave(Channel channel) implements AboutChannel {
    public Leave {
      Field.required("channel", channel);
    }
  }

  /** Lets a user join; in a private channel by an owner. */
  record Invite(Channel channel, Username username) implements AboutChannel {
    public Invite {
      Field.required("channel", channel);
      Field.required("username", username);
    }
  }

  /** By an owner: the user takes no part any more, and is invited no longer. */
  record Remove(Channel channel, Username username) implements AboutChannel {
    public Remove {
      Field.required("channel", channel);
      Field.required("username", username);
    }
  }

  /** By an owner. */
  record SetRole(Channel channel, Username username, Role role) implements AboutChannel {
    public SetRole {
      Field.required("channel", channel);
      Field.required("username", username);
      Field.required("role", role);
    }
  }

  /**
   * Asks for channels, in the order of their names.
   *
   * @param mine only those that the user takes part in; null or false: those that everybody may
   *     join
   * @param after only those behind this name; null for the first ones
   * @param limit how many at most; null for {@value #MOST_CHANNELS}
   */
  record Channels(Boolean mine, Channel after, Integer limit) implements ChannelRequest {
    public Channels {
      if (limit != null) Field.number("limit", limit.longValue(), 1, MOST_CHANNELS);
    }
  }

  /**
   * Asks for a channel's members, in the order of their names.
   *
   * @param after only those behind this name; null for the first ones
   * @param limit how many at most; null for {@value #MOST_MEMBERS}
   */
  record Members(Channel channel, Username after, Integer limit) implements AboutChannel {
    public Members {
      Field.required("channel", channel);
      if (limit != null) Field.number("limit", limit.longValue(), 1, MOST_MEMBERS);
    }
  }
}

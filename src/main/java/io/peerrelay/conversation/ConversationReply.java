package io.peerrelay.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelInfo;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What came of a request to a {@link Conversation}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationReply.Stored.class, name = "stored"),
  @JsonSubTypes.Type(value = ConversationReply.NotThere.class, name = "notThere"),
  @JsonSubTypes.Type(value = ConversationReply.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ConversationReply.Joined.class, name = "joined"),
  @JsonSubTypes.Type(value = ConversationReply.Described.class, name = "described"),
  @JsonSubTypes.Type(value = ConversationReply.Listed.class, name = "listed"),
  @JsonSubTypes.Type(value = ConversationReply.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ConversationReply.Glanced.class, name = "glanced"),
  @JsonSubTypes.Type(value = ConversationReply.Refused.class, name = "refused"),
})
public sealed interface ConversationReply extends CborSerializable {
  /** The journal has the message. */
  record Stored(long seq, Instant time) implements ConversationReply {}

  /** Nobody has said anything yet: it has to be opened by the first message. */
  record NotThere() implements ConversationReply {}

  record Done() implements ConversationReply {}

  /**
   * The user is a member.
   *
   * @param head number of the newest message
   */
  record Joined(long head) implements ConversationReply {}

  record Described(ChannelInfo channel) implements ConversationReply {}

  /**
   * @param more whether there are others behind the last one
   */
  record Listed(Channel channel, List<ChannelMember> members, boolean more)
      implements ConversationReply {
    public Listed {
      members = List.copyOf(members);
    }
  }

  /**
   * Where the journal has a range of messages.
   *
   * @param first number of the first message; there is none if it is above {@code last}
   * @param last number of the last one
   * @param from sequence number of an event not behind the first message's
   * @param to sequence number of an event not before the last message's
   * @param changes of those messages that are no longer what they were
   * @param counts of those that somebody reacted to
   * @param oldest number of the oldest message that may be read, be it in the range or not
   * @param head number of the newest message
   */
  record Found(
      long first,
      long last,
      long from,
      long to,
      Map<Long, Change> changes,
      Map<Long, Reactions.Count> counts,
      long oldest,
      long head)
      implements ConversationReply {
    public Found {
      changes = Map.copyOf(changes);
      counts = Map.copyOf(counts);
    }
  }

  /**
   * @param with the other user; null for a channel
   * @param channel its name; null for a direct one
   * @param time of the newest message; null where there is none, or it was stored before this was
   *     kept
   * @param found the newest message, and those that the user has not read
   */
  record Glanced(Username with, Channel channel, Instant time, Found found)
      implements ConversationReply {}

  record Refused(Problem problem) implements ConversationReply {}
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Some of a user's conversations, those in which something was said last first.
 *
 * @param next where the others begin; null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conversations(List<ConversationInfo> conversations, ConversationPlace next)
    implements ServerMessage {
  public Conversations {
    conversations = List.copyOf(Field.required("conversations", conversations));
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who gets a message: a user, or everybody in a channel. */
public sealed interface Recipient {
  /** The conversation that a user has with it. */
  ConversationId conversation(Username from);

  @JsonValue
  String value();

  record User(Username username) implements Recipient {
    @Override
    public ConversationId conversation(Username from) {
      return ConversationId.between(from, username);
    }

    @Override
    public String value() {
      return username.value();
    }
  }

  record Members(Channel channel) implements Recipient {
    @Override
    public ConversationId conversation(Username from) {
      return ConversationId.of(channel);
    }

    @Override
    public String value() {
      return channel.value();
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Recipient of(String value) {
    Field.required("to", value);
    return value.startsWith(Channel.MARK)
        ? new Members(new Channel(value))
        : new User(new Username(value));
  }
}

package io.peerrelay.settings;

/** Limits of conversations, see conf/relay.conf. */
public record ConversationSettings(int longestText) {
  private static final int LONGEST_TEXT = 20_000;

  static ConversationSettings of(SettingsReader conversation) {
    return new ConversationSettings(conversation.number("longest-text", 1, LONGEST_TEXT));
  }
}

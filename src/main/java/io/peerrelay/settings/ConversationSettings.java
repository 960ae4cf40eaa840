package io.peerrelay.settings;

/** Limits of conversations, see conf/relay.conf. */
public record ConversationSettings(int longestText, int messageRate, int channels, int members) {
  private static final int LONGEST_TEXT = 20_000;

  static ConversationSettings of(SettingsReader conversation) {
    return new ConversationSettings(
        conversation.number("longest-text", 1, LONGEST_TEXT),
        conversation.number("message-rate", 1, 1_000_000),
        conversation.number("channels", 1, 100_000),
        conversation.number("members", 1, 1_000_000));
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a conversation: {@code #channel}, or both users of a direct one as {@code ada:bob}, in the
 * order of their keys. The same for everybody who takes part.
 */
public record ConversationId(@JsonValue String value) {
  private static final String BETWEEN = ":";
  private static final String EXPECTED = "an id as `sent` or `message` gave it";
  // A name of 64 letters has a key of up to 256, since some letters are written out by four.
  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._@+-]{1,256}");
  private static final Pattern CHANNEL = Pattern.compile("#[\\p{L}\\p{M}\\p{Nd}._-]{1,256}");
  private static final int LONGEST = 513;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConversationId {
    Field.required("conversation", value);
    value = Folding.fold(Field.atMost("conversation", value, LONGEST));
    if (!CHANNEL.matcher(value).matches() && !isPair(value))
      throw Field.bad("conversation", value, EXPECTED);
  }

  private static boolean isPair(String value) {
    int colon = value.indexOf(BETWEEN);
    if (colon < 0) return false;
    String first = value.substring(0, colon);
    String second = value.substring(colon + 1);
    return USER.matcher(first).matches()
        && USER.matcher(second).matches()
        && first.compareTo(second) <= 0;
  }

  public static ConversationId of(Channel channel) {
    return new ConversationId(channel.key());
  }

  /** The direct one of two users, which may be the same: notes to oneself. */
  public static ConversationId between(Username one, Username other) {
    boolean inOrder = one.key().compareTo(other.key()) <= 0;
    return new ConversationId(
        inOrder ? one.key() + BETWEEN + other.key() : other.key() + BETWEEN + one.key());
  }

  public boolean isChannel() {
    return value.startsWith(Channel.MARK);
  }

  /** The channel's name in its short form; empty for a direct one. */
  public Optional<Channel> channel() {
    return isChannel() && value.codePointCount(0, value.length()) <= Channel.LONGEST
        ? Optional.of(new Channel(value))
        : Optional.empty();
  }

  /** Whether this user may take part: nobody but the two may in a direct one. */
  public boolean admits(Username user) {
    if (isChannel()) return true;
    int colon = value.indexOf(BETWEEN);
    return value.substring(0, colon).equals(user.key())
        || value.substring(colon + 1).equals(user.key());
  }

  @Override
  public String toString() {
    return value;
  }
}

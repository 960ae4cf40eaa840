package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a conversation is in the list of a user's: that in which something was said last is first,
 * those in which nothing was said are the last. Opaque to clients.
 *
 * @param time of the last message; null for none
 */
public record ConversationPlace(Instant time, ConversationId conversation)
    implements Comparable<ConversationPlace> {
  private static final String NEVER = "never";
  private static final Pattern SHAPE =
      Pattern.compile("(never|\\d{4}-\\d\\d-\\d\\dT[0-9:.]{1,18}Z) (.+)");
  private static final Comparator<ConversationPlace> ORDER =
      Comparator.comparing(
              ConversationPlace::time, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(place -> place.conversation().value());

  public ConversationPlace {
    Field.required("conversation", conversation);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ConversationPlace of(String text) {
    Matcher parts = SHAPE.matcher(Field.required("after", text));
    if (!parts.matches()) throw bad(text);
    try {
      Instant time = parts.group(1).equals(NEVER) ? null : Instant.parse(parts.group(1));
      return new ConversationPlace(time, new ConversationId(parts.group(2)));
    } catch (DateTimeParseException | InvalidField e) {
      throw bad(text);
    }
  }

  private static InvalidField bad(String text) {
    return Field.bad("after", text, "`next` of the answer before");
  }

  @JsonValue
  String text() {
    return (time == null ? NEVER : time.toString()) + " " + conversation;
  }

  @Override
  public int compareTo(ConversationPlace other) {
    return ORDER.compare(this, other);
  }
}

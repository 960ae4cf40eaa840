package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What users say of themselves, such as a nickname or a city, in the order in which they said it.
 * The relay keeps it and believes nothing of it.
 */
public record ProfileFields(@JsonValue Map<String, String> values) {
  public static final ProfileFields NONE = new ProfileFields(Map.of());

  private static final int MOST = 32;
  private static final int LONGEST_VALUE = 512;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,31}");

  /**
   * @param values null for a name is as good as nothing
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProfileFields {
    checkChanges("", Field.required("", values));
    values = Collections.unmodifiableMap(present(values));
  }

  /**
   * These with some changed.
   *
   * @param changes new values; null takes the field away
   * @throws InvalidField if there would be too many
   */
  public ProfileFields with(Map<String, String> changes) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.putAll(changes);
    changed = present(changed);
    checkCount("fields", changed);
    return new ProfileFields(changed);
  }

  /**
   * Checks what may be given to {@link #with}.
   *
   * @param place where the fields were found; empty for nowhere in particular
   */
  static void checkChanges(String place, Map<String, String> changes) {
    checkCount(place, changes);
    changes.forEach(
        (name, value) -> {
          String field = place.isEmpty() ? Field.quoted(name) : place + "." + Field.quoted(name);
          if (!NAME.matcher(name).matches())
            throw Field.bad(field, "a bad name", "1 to 32 letters and digits, a letter first");
          Field.optionalText(field, value, LONGEST_VALUE);
        });
  }

  private static void checkCount(String place, Map<String, String> fields) {
    if (fields.size() > MOST)
      throw Field.bad(place, fields.size() + " entries", "at most " + MOST + " entries");
  }

  private static Map<String, String> present(Map<String, String> fields) {
    Map<String, String> present = new LinkedHashMap<>(fields);
    present.values().removeIf(value -> value == null);
    return present;
  }

  /** Only the names: the rest is nobody's business. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}

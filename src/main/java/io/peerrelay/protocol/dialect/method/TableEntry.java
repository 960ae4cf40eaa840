package io.peerrelay.protocol.dialect.method;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.peerrelay.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One {…} of a table of methods; whatever is wrong is refused with its file and line. */
record TableEntry(ConfigObject object) {
  /**
   * @param expected what one of these is, for a person
   */
  static List<TableEntry> all(ConfigValue list, String key, String expected) {
    if (!(list instanceof ConfigList values))
      throw invalid(list.origin(), key, "no list", expected);
    List<TableEntry> entries = new ArrayList<>();
    for (ConfigValue value : values)
      if (value instanceof ConfigObject object) entries.add(new TableEntry(object));
      else throw invalid(value.origin(), key, value.unwrapped(), expected);
    return entries;
  }

  void refuseOthersThan(Set<String> keys) {
    for (String key : object.keySet())
      if (!keys.contains(key))
        throw invalid(key, "unknown", "only " + String.join(", ", keys.stream().sorted().toList()));
  }

  boolean has(String key) {
    return object.containsKey(key);
  }

  String text(String key, String expected) {
    return value(key, ConfigValueType.STRING, expected).unwrapped().toString();
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) return otherwise;
    String text = String.valueOf(object.get(key).unwrapped());
    if (!Set.of("true", "false").contains(text)) throw invalid(key, text, "true or false");
    return text.equals("true");
  }

  int number(String key, int least, int most) {
    String expected = "a whole number, " + least + " to " + most;
    Object number = value(key, ConfigValueType.NUMBER, expected).unwrapped();
    if (!(number instanceof Integer whole) || whole < least || whole > most)
      throw invalid(key, number, expected);
    return whole;
  }

  List<TableEntry> list(String key, String expected) {
    return has(key) ? all(object.get(key), key, expected) : List.of();
  }

  Optional<ConfigObject> object(String key, String expected) {
    return has(key)
        ? Optional.of((ConfigObject) value(key, ConfigValueType.OBJECT, expected))
        : Optional.empty();
  }

  private ConfigValue value(String key, ConfigValueType type, String expected) {
    ConfigValue value = object.get(key);
    if (value == null) throw invalid(key, "missing", expected);
    if (value.valueType() != type) throw invalid(key, value.unwrapped(), expected);
    return value;
  }

  /** At the key, or where the entry begins if it is not there. */
  InvalidSetting invalid(String key, Object found, String expected) {
    ConfigValue value = object.get(key);
    return invalid(value == null ? object.origin() : value.origin(), key, found, expected);
  }

  int line() {
    return object.origin().lineNumber();
  }

  static InvalidSetting invalid(ConfigOrigin at, String key, Object found, String expected) {
    return new InvalidSetting(at.description() + ": " + key, found, expected);
  }
}

package io.peerrelay.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads checked values below one key; whatever is wrong becomes an {@link InvalidSetting}. */
final class SettingsReader {
  static final String ADDRESSES = "host:port, separated by commas, such as 127.0.0.1:8080";
  private static final Pattern ADDRESS = Pattern.compile("([^\\s/]+):(\\d{1,5})");
  private static final Set<String> SECRET = Set.of("password", "uri");
  private final Config config;
  private final String path;

  SettingsReader(Config config, String path) {
    this.config = config;
    this.path = path;
  }

  SettingsReader at(String key) {
    return new SettingsReader(config, path + "." + key);
  }

  String text(String key) {
    return read(key, config::getString, "text");
  }

  /** A text that can't be empty. */
  String word(String key) {
    String word = text(key).strip();
    if (word.isEmpty()) throw invalid(key, "a word");
    return word;
  }

  Path folder(String key) {
    return path(key, "the path of a folder");
  }

  Path file(String key) {
    return path(key, "the path of a file");
  }

  private Path path(String key, String expected) {
    String text = read(key, config::getString, expected).strip();
    if (text.isEmpty()) throw invalid(key, expected);
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw invalid(key, expected);
    }
  }

  /** None where nothing is said; unresolved. */
  List<InetSocketAddress> addresses(String key) {
    String text = text(key).strip();
    if (text.isEmpty()) return List.of();
    return Arrays.stream(text.split(","))
        .map(entry -> address(key, entry.strip(), ADDRESSES))
        .toList();
  }

  InetSocketAddress address(String key, String entry, String expected) {
    Matcher parts = ADDRESS.matcher(entry);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) throw invalid(key, expected);
    return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  boolean flag(String key) {
    return read(key, config::getBoolean, "true or false");
  }

  int number(String key, int least, int most) {
    String expected = "a whole number, " + least + " to " + most;
    // Not getInt, which drops a fraction.
    int number = read(key, full -> Integer.parseInt(config.getString(full).strip()), expected);
    if (number < least || number > most) throw invalid(key, expected);
    return number;
  }

  long bytes(String key, long least, long most) {
    String expected = "a size like 64 KiB, " + least + " to " + most + " bytes";
    long bytes = read(key, config::getBytes, expected);
    if (bytes < least || bytes > most) throw invalid(key, expected);
    return bytes;
  }

  Duration time(String key, Duration least, Duration most) {
    String expected = "a time like 500ms, 30s, 15m or 30d, " + words(least) + " to " + words(most);
    Duration time = read(key, config::getDuration, expected);
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) throw invalid(key, expected);
    return time;
  }

  InvalidSetting invalid(String key, String expected) {
    String full = path + "." + key;
    // A secret stays unseen even where it is wrong.
    Object value = SECRET.contains(key) ? "***" : config.getValue(full).unwrapped();
    return new InvalidSetting(
        full, value, expected + "; set in " + config.getValue(full).origin().description());
  }

  private <T> T read(String key, Function<String, T> getter, String expected) {
    String full = path + "." + key;
    try {
      return getter.apply(full);
    } catch (ConfigException.Missing e) {
      throw new InvalidSetting(full, "missing", expected);
    } catch (ConfigException.WrongType | ConfigException.BadValue | NumberFormatException e) {
      throw invalid(key, expected);
    }
  }

  private static String words(Duration time) {
    if (time.toMillis() % 1000 != 0) return time.toMillis() + "ms";
    if (time.toSeconds() % 60 != 0 || time.isZero()) return time.toSeconds() + "s";
    if (time.toMinutes() % 60 != 0) return time.toMinutes() + "m";
    return time.toHours() % 24 != 0 ? time.toHours() + "h" : time.toDays() + "d";
  }
}

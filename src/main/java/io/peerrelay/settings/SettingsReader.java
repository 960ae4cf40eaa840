package io.peerrelay.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.function.Function;

/** Reads checked values below one key; whatever is wrong becomes an {@link InvalidSetting}. */
final class SettingsReader {
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

  boolean flag(String key) {
    return read(key, config::getBoolean, "true or false");
  }

  int number(String key, int least, int most) {
    return within(key, read(key, config::getInt, "a whole number"), least, most);
  }

  long bytes(String key, long least, long most) {
    String expected = "a size like 64 KiB, " + least + " to " + most + " bytes";
    long bytes = read(key, config::getBytes, expected);
    if (bytes < least || bytes > most) throw invalid(key, expected);
    return bytes;
  }

  Duration time(String key, Duration least) {
    String expected = "a time like 30s, 15m or 30d, at least " + least.toMillis() + " ms";
    Duration time = read(key, config::getDuration, expected);
    if (time.compareTo(least) < 0) throw invalid(key, expected);
    return time;
  }

  InvalidSetting invalid(String key, String expected) {
    // A password stays unseen even where it is wrong.
    Object value = key.contains("password") ? "***" : config.getValue(path + "." + key).unwrapped();
    return new InvalidSetting(path + "." + key, value, expected);
  }

  private int within(String key, int value, int least, int most) {
    if (value < least || value > most) throw invalid(key, least + " to " + most);
    return value;
  }

  private <T> T read(String key, Function<String, T> getter, String expected) {
    String full = path + "." + key;
    try {
      return getter.apply(full);
    } catch (ConfigException.Missing e) {
      throw new InvalidSetting(full, "missing", expected);
    } catch (ConfigException.WrongType | ConfigException.BadValue e) {
      throw invalid(key, expected);
    }
  }
}

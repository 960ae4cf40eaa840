package io.peerrelay.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where settings come from. Keys that do not exist are refused here, with the nearest that does.
 */
final class SettingsSource {
  static final String ROOT = "relay";
  private static final Config DEFAULTS =
      ConfigFactory.parseResources(SettingsSource.class.getClassLoader(), "relay.conf")
          .resolve(ConfigResolveOptions.noSystem());
  private static final Set<String> KEYS = keys(DEFAULTS);

  private SettingsSource() {}

  static Config defaults() {
    return DEFAULTS;
  }

  /** The defaults changed by a file, in which ${…} may name other keys and the environment. */
  static Config read(Path file, Map<String, String> environment) {
    if (!Files.isReadable(file) || Files.isDirectory(file))
      throw new InvalidSetting("--config", file, "a file that can be read");
    try {
      Config changes =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      Config known = ConfigValueFactory.fromMap(environment).toConfig();
      Config all =
          changes
              .withFallback(DEFAULTS)
              .withFallback(known)
              .resolve(ConfigResolveOptions.noSystem());
      refuseUnknown(changes.resolveWith(all, ConfigResolveOptions.noSystem()));
      return all.withOnlyPath(ROOT);
    } catch (ConfigException e) {
      // Its own message may quote the line, and with it a password.
      String place = e.origin() == null ? "" : " (line " + e.origin().lineNumber() + ")";
      throw new InvalidSetting(
          "--config", file + place, "HOCON like conf/relay.conf, every ${…} known");
    }
  }

  /** What the environment sets counts for more. */
  static Config change(Config config, Map<String, String> environment) {
    Config changed = config;
    for (String key : KEYS) {
      String name = variable(key);
      if (environment.containsKey(name))
        changed =
            changed.withValue(
                key,
                ConfigValueFactory.fromAnyRef(
                    environment.get(name), "environment variable " + name));
    }
    return changed;
  }

  /** {@code relay.http.max-connections} is set by {@code RELAY_HTTP_MAX_CONNECTIONS}. */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Set<String> keys(Config config) {
    return config.entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static void refuseUnknown(Config config) {
    for (String key : keys(config))
      if (!KEYS.contains(key))
        throw new InvalidSetting(
            key, "unknown", "a key of conf/relay.conf, such as " + nearest(key));
  }

  private static String nearest(String key) {
    return KEYS.stream().max(Comparator.comparingInt(known -> shared(key, known))).orElseThrow();
  }

  /** How many characters two keys have in common at both ends together. */
  private static int shared(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int start = 0;
    while (start < most && one.charAt(start) == other.charAt(start)) start++;
    int end = 0;
    while (end < most - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) end++;
    return start + end;
  }
}

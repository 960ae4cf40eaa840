package io.peerrelay.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All settings of a relay. The order of what counts: command line, environment, the operator's
 * file, conf/relay.conf.
 *
 * @param data the folder for everything that outlives the process
 */
public record Settings(
    Path data,
    HttpSettings http,
    MongoSettings mongo,
    ClusterSettings cluster,
    SocketSettings socket,
    AccountSettings account,
    MailSettings mail,
    TransferSettings transfer) {
  private static final String ROOT = "relay";

  /** The defaults of conf/relay.conf with the environment's changes. */
  public static Config defaults() {
    return ConfigFactory.parseResources(Settings.class.getClassLoader(), "relay.conf");
  }

  /**
   * The defaults changed by a file; the environment counts for more than the file.
   *
   * @throws InvalidSetting if the file can't be read, is no HOCON, or holds a key that does not
   *     exist
   */
  public static Config from(Path file) {
    if (!Files.isReadable(file))
      throw new InvalidSetting("--config", file, "a file that can be read");
    Config changes;
    try {
      changes =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      changes.resolveWith(defaults().resolve());
    } catch (ConfigException e) {
      throw new InvalidSetting("--config", file, "HOCON: " + e.getMessage());
    }
    refuseUnknown(changes);
    return environment().withFallback(changes).withFallback(defaults());
  }

  /**
   * @throws InvalidSetting naming the first key whose value can't be used
   */
  public static Settings of(Config config) {
    refuseUnknown(config);
    SettingsReader relay = new SettingsReader(config.resolve(), ROOT);
    return new Settings(
        Path.of(relay.text("data")),
        HttpSettings.of(relay.at("http")),
        MongoSettings.of(relay.at("mongo")),
        ClusterSettings.of(relay.at("cluster")),
        SocketSettings.of(relay.at("socket")),
        AccountSettings.of(relay.at("account")),
        MailSettings.of(relay.at("mail")),
        TransferSettings.of(relay.at("transfer")));
  }

  public Path outbox() {
    return data.resolve("outbox");
  }

  /**
   * Only those keys that the environment sets: each `key = ${?NAME}` of the defaults whose NAME is
   * there.
   */
  private static Config environment() {
    Config unset = ConfigFactory.parseResources(Settings.class.getClassLoader(), "relay.conf");
    Config plain =
        unset.resolveWith(
            ConfigFactory.empty(), com.typesafe.config.ConfigResolveOptions.noSystem());
    Config full = unset.resolve();
    Config changed = ConfigFactory.empty();
    for (String key : keys(full))
      if (!full.getValue(key).equals(plain.getValue(key)))
        changed = changed.withValue(key, full.getValue(key));
    return changed;
  }

  private static void refuseUnknown(Config config) {
    Set<String> known = keys(defaults().resolve());
    if (!config.hasPath(ROOT)) return;
    for (String key :
        keys(
            config.resolve(
                com.typesafe.config.ConfigResolveOptions.defaults().setAllowUnresolved(true))))
      if (!known.contains(key))
        throw new InvalidSetting(
            key, "unknown", "a key of conf/relay.conf, such as " + nearest(key, known));
  }

  private static Set<String> keys(Config config) {
    if (!config.hasPath(ROOT)) return Set.of();
    return config.getConfig(ROOT).entrySet().stream()
        .map(entry -> ROOT + "." + entry.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String nearest(String key, Set<String> known) {
    return known.stream().max(Comparator.comparingInt(other -> shared(key, other))).orElse("");
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

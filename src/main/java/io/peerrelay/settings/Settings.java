package io.peerrelay.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.Map;

/**
 * All settings of a relay. What counts for more stands further left: command line, environment, the
 * operator's file, conf/relay.conf.
 *
 * <pre>
 * Config config = Settings.from(file, System.getenv());
 * config = config.withValue("relay.data", ConfigValueFactory.fromAnyRef(folder, "--data"));
 * config = Settings.withPort(config, port);
 * Settings settings = Settings.of(config);
 * </pre>
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
    TransferSettings transfer,
    ConversationSettings conversation,
    PublisherSettings publisher,
    DialectSettings dialects,
    PostgresSettings postgres) {

  /** conf/relay.conf as it is, whatever the environment holds. */
  public static Config defaults() {
    return SettingsSource.defaults();
  }

  /** The defaults changed by the environment, such as {@code System.getenv()}. */
  public static Config from(Map<String, String> environment) {
    return SettingsSource.change(defaults(), environment);
  }

  /**
   * The defaults changed by a file, and both by the environment.
   *
   * @throws InvalidSetting if the file can't be read, is no HOCON, or holds a key that does not
   *     exist
   */
  public static Config from(Path file, Map<String, String> environment) {
    return SettingsSource.change(SettingsSource.read(file, environment), environment);
  }

  /**
   * The first address to listen on, with what is spoken there, on another port; and no other.
   *
   * @throws InvalidSetting as {@link #of} does
   */
  public static Config withPort(Config config, int port) {
    Listener first = of(config).http().listen().get(0);
    return config.withValue(
        "relay.http.listen", ConfigValueFactory.fromAnyRef(first.withPort(port), "--port"));
  }

  /**
   * Checks all of them.
   *
   * @throws InvalidSetting naming the first key that does not exist or whose value can't be used
   */
  public static Settings of(Config config) {
    SettingsSource.refuseUnknown(config.withOnlyPath(SettingsSource.ROOT));
    SettingsReader relay = new SettingsReader(config, SettingsSource.ROOT);
    return new Settings(
        relay.folder("data"),
        HttpSettings.of(relay.at("http")),
        MongoSettings.of(relay.at("mongo")),
        ClusterSettings.of(relay.at("cluster")),
        SocketSettings.of(relay.at("socket")),
        AccountSettings.of(relay.at("account")),
        MailSettings.of(relay.at("mail")),
        TransferSettings.of(relay.at("transfer")),
        ConversationSettings.of(relay.at("conversation")),
        PublisherSettings.of(relay.at("publisher")),
        DialectSettings.of(relay.at("dialects")),
        PostgresSettings.of(relay.at("postgres")));
  }

  public Path outbox() {
    return data.resolve("outbox");
  }
}

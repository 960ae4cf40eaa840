package io.peerrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  static Stream<String> keys() {
    return SettingsSource.keys(Settings.defaults()).stream();
  }

  @Test
  void defaultsAreThoseThatAreDocumented() {
    Settings settings = Settings.of(Settings.defaults());
    assertThat(settings.data()).isEqualTo(Path.of("data"));
    assertThat(settings.outbox()).isEqualTo(Path.of("data", "outbox"));
    assertThat(settings.http().listen())
        .extracting(Listener::address)
        .hasToString("[127.0.0.1/<unresolved>:8080]");
    assertThat(settings.http().listen().get(0).dialects()).isEmpty();
    assertThat(settings.mongo().uri()).isEmpty();
    assertThat(settings.mail().smtp()).isEmpty();
    assertThat(settings.transfer().window().first()).isEqualTo(256 * 1024);
    assertThat(settings.transfer().lifetime()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.socket().silenceLimit()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.account().argon2().memory()).as("KiB").isEqualTo(19 * 1024);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void refusesWhatIsNoSingleValueForEveryKey(String key) {
    Config wrong =
        Settings.defaults().withValue(key, ConfigValueFactory.fromIterable(List.of("x")));
    // Without a host the rest of the mail server is not looked at.
    Config read =
        key.startsWith("relay.mail.smtp.") && !key.endsWith("host")
            ? with(wrong, "relay.mail.smtp.host", "mail.example.org")
            : wrong;
    assertThatThrownBy(() -> Settings.of(read))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining("(expected: ");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void refusesAKeyThatIsMissing(String key) {
    Config wrong = with(Settings.defaults().withoutPath(key), "relay.mail.smtp.host", "localhost");
    if (key.equals("relay.mail.smtp.host")) wrong = wrong.withoutPath(key);
    Config read = wrong;
    assertThatThrownBy(() -> Settings.of(read))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(key + ": missing (expected: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data                        | ''                    | the path of a folder
          publisher.start             | never                 | onRequest or always
          publisher.broadcast         | a b                   | 1 to 64 letters
          publisher.channels          | 'a, b c'              | names of 1 to 64 letters
          publisher.queue             | ''                    | the name of a queue
          publisher.dead-letter.queue | peer-relay            | another queue than the one
          publisher.prefetch          | 0                     | a whole number, 1 to 65535
          data                        | '  '                  | the path of a folder
          http.listen                 | ''                    | host:port
          http.listen                 | 8080                  | host:port
          http.listen                 | 127.0.0.1:            | host:port
          http.listen                 | 127.0.0.1:65536       | host:port
          http.listen                 | 127.0.0.1:99999999999 | host:port
          http.listen                 | a:80,,b:80            | host:port
          http.listen                 | http://127.0.0.1:8080 | host:port
          http.listen                 | rocket 127.0.0.1:8080 | host:port
          http.null-origin            | perhaps               | true or false
          dialects.ping-interval      | 0                     | a time like
          dialects.rocket.logged      | ''                    | a word
          dialects.type-query.feed    | feed                  | # and 1 to 64 letters
          dialects.type-query.page-size | 101                 | a whole number, 1 to 100
          dialects.type-query.confirm | perhaps               | true or false
          http.max-connections        | ''                    | a whole number, 1 to 1000000
          http.max-connections        | 0                     | a whole number, 1 to 1000000
          http.max-connections        | -5                    | a whole number, 1 to 1000000
          http.max-connections        | many                  | a whole number, 1 to 1000000
          http.max-connections        | 12.5                  | a whole number, 1 to 1000000
          http.max-connections        | 1e3                   | a whole number, 1 to 1000000
          http.max-connections        | 4294967297            | a whole number, 1 to 1000000
          cluster.port                | 65536                 | a whole number, 0 to 65535
          cluster.host                | 0.0.0.0               | the address under which other nodes
          cluster.join                | 127.0.0.1:25520       | another node than this one itself
          cluster.join-deadline       | 0                     | a time like
          cluster.management-port     | 65536                 | a whole number, 0 to 65535
          cluster.management-host     | ''                    | an address to listen on
          cluster.discovery           | dns                   | none, config or kubernetes
          cluster.contact-points      | 127.0.0.1             | host:port
          cluster.app-version         | newest                | a version like 1.4.2
          cluster.stable-after        | 0                     | a time like
          cluster.drain-time          | 1h                    | a time like
          account.password-minimum    | 0                     | a whole number, 1 to 1024
          socket.largest-text         | ''                    | a size like 64 KiB
          socket.largest-text         | -1                    | a size like 64 KiB
          socket.largest-text         | -1 KiB                | a size like 64 KiB
          socket.largest-text         | 1 potato              | a size like 64 KiB
          socket.largest-text         | 4 GiB                 | a size like 64 KiB, 1024 to 67108864 bytes
          transfer.largest-file       | 99999999999999 TiB    | a size like 64 KiB
          transfer.largest-file       | 8 EiB                 | a size like 64 KiB
          account.argon2.memory       | 4 KiB                 | a size like 64 KiB, 8192 to 2147483648 bytes
          socket.login-deadline       | ''                    | a time like
          socket.login-deadline       | -1s                   | a time like 500ms, 30s, 15m or 30d, 1s to 1d
          socket.login-deadline       | 0                     | a time like
          socket.login-deadline       | 5 parsecs             | a time like
          socket.login-deadline       | 9999999999999999d     | a time like
          socket.login-deadline       | 1e300d                | a time like
          socket.silence-limit        | 30s                   | a time like 500ms, 30s, 15m or 30d, 90s to 3d
          transfer.offer-lifetime     | 300d                  | a time like 500ms, 30s, 15m or 30d, 100ms to 200d
          postgres.pool               | 0                     | a whole number, 1 to 1000
          postgres.timeout            | 1ms                   | a time like
          postgres.largest-answer     | 9 MiB                 | a size like
          mail.from                   | relay                 | an address like
          mail.from                   | ''                    | an address like
          """)
  void namesKeyValueAndExpectation(String key, String value, String expected) {
    assertThatThrownBy(() -> Settings.of(with(Settings.defaults(), "relay." + key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(
            "relay." + key + ": " + (value.isEmpty() ? "empty" : value) + " (expected: " + expected)
        .hasMessageContaining("; set in ");
  }

  @Test
  void saysWhichFileAndLineAWrongValueCameFrom() {
    Config file = ConfigFactory.parseString("relay.cluster.port = no\n");
    assertThatThrownBy(() -> Settings.of(file.withFallback(Settings.defaults())))
        .hasMessageEndingWith("set in String: 1)");
  }

  @ParameterizedTest
  @CsvSource({
    "relay.http.listn, relay.http.listen",
    "relay.htp.listen, relay.http.listen",
    "relay.account.argon.memory, relay.account.argon2.memory",
    "relay.transfer.largestfile, relay.transfer.largest-file",
    "relay.http, relay.http.listen",
  })
  void namesAnUnknownKeyAndTheNearestThatExists(String unknown, String nearest) {
    assertThatThrownBy(() -> Settings.of(with(Settings.defaults(), unknown, "1")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "%s: unknown (expected: a key of conf/relay.conf, such as %s)", unknown, nearest);
  }

  @Test
  void readsSeveralAddresses() {
    Config config = with(Settings.defaults(), "relay.http.listen", "0.0.0.0:8000, [::1]:5678");
    assertThat(Settings.of(config).http().listen())
        .extracting(Listener::address)
        .extracting(address -> address.getHostString() + " " + address.getPort())
        .containsExactly("0.0.0.0 8000", "[::1] 5678");
  }

  @Test
  void readsWhatIsSpokenAtAnAddress() {
    Config config =
        with(Settings.defaults(), "relay.http.listen", "a:1, b:2  rocket ,c:3 relay rocket");
    assertThat(Settings.of(config).http().listen())
        .extracting(Listener::dialects)
        .containsExactly(List.of(), List.of("rocket"), List.of("relay", "rocket"));
  }

  @Test
  void keepsWhatIsSpokenAtAnAddressThatGetsAnotherPort() {
    Config config = with(Settings.defaults(), "relay.http.listen", "a:1 relay rocket, b:2");
    Listener only = Settings.of(Settings.withPort(config, 9)).http().listen().get(0);
    assertThat(only.address().getPort()).isEqualTo(9);
    assertThat(only.dialects()).containsExactly("relay", "rocket");
  }

  @Test
  void joinsEachNodeOnceAndItselfOnlyAmongOthers() {
    String set = "127.0.0.1:25520, 127.0.0.1:25521,127.0.0.1:25521";
    Config config = with(Settings.defaults(), "relay.cluster.join", set);
    assertThat(Settings.of(config).cluster().join())
        .extracting(InetSocketAddress::getPort)
        .containsExactly(25520, 25521);
    assertThatThrownBy(() -> Settings.of(with(config, "relay.cluster.discovery", "kubernetes")))
        .hasMessageContaining("none where relay.cluster.join names nodes");
    assertThatThrownBy(
            () -> Settings.of(with(Settings.defaults(), "relay.cluster.discovery", "config")))
        .hasMessageStartingWith("relay.cluster.contact-points: empty (expected: where");
  }

  @Test
  void acceptsTheEdgesOfWhatIsAllowed() {
    Config config = with(Settings.defaults(), "relay.cluster.port", "0");
    config = with(config, "relay.account.code-interval", "0");
    config = with(config, "relay.account.token-lifetime", "3650d");
    config = with(config, "relay.transfer.largest-file", "9007199254740991");
    Settings settings = Settings.of(config);
    assertThat(settings.cluster().port()).isZero();
    assertThat(settings.account().codeInterval()).isZero();
    assertThat(settings.account().tokenLifetime()).isEqualTo(Duration.ofDays(3650));
    assertThat(settings.transfer().largestFile()).isEqualTo((1L << 53) - 1);
  }

  @Test
  void neverShowsAPassword() {
    Config config = with(Settings.defaults(), "relay.mail.smtp.host", "mail.example.org");
    config = with(config, "relay.mail.smtp.password", "hunter2");
    config = with(config, "relay.mongo.uri", "mongodb://me:hunter2@db/relay");
    Settings settings = Settings.of(config);
    assertThat(settings.mail().smtp().orElseThrow().password()).isEqualTo("hunter2");
    assertThat(settings.mongo().uri()).isEqualTo(Optional.of("mongodb://me:hunter2@db/relay"));
    assertThat(settings.toString()).doesNotContain("hunter2").contains("mail.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "relay.mongo.uri, mongo://me:hunter2@db",
    "relay.mongo.uri, me:hunter2@db/relay",
    "relay.publisher.uri, http://me:hunter2@db",
    "relay.publisher.uri, amqp:me hunter2"
  })
  void neverShowsAPasswordThatIsPartOfAWrongValue(String key, String value) {
    assertThatThrownBy(() -> Settings.of(with(Settings.defaults(), key, value)))
        .hasMessageStartingWith(key + ": *** (expected: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void neverShowsAPasswordOfTheWrongType() {
    Config config = with(Settings.defaults(), "relay.mail.smtp.host", "mail.example.org");
    Config wrong =
        config.withValue(
            "relay.mail.smtp.password", ConfigValueFactory.fromIterable(List.of("hunter2")));
    assertThatThrownBy(() -> Settings.of(wrong))
        .hasMessageStartingWith("relay.mail.smtp.password: *** (expected: text")
        .hasMessageNotContaining("hunter2");
  }

  private static Config with(Config config, String key, String value) {
    return config.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }
}

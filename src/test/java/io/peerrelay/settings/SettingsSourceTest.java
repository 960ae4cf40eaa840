package io.peerrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSourceTest {
  private static final Path DEFAULTS = Path.of("conf", "relay.conf");
  private static final Map<String, String> EMPTY = Map.of();

  @TempDir Path folder;

  static Stream<String> keys() {
    return SettingsSource.keys(Settings.defaults()).stream();
  }

  @Test
  void everyKeyIsCommentedWithItsUnit() throws IOException {
    List<String> lines = Files.readAllLines(DEFAULTS).stream().map(String::strip).toList();
    List<Integer> keys =
        Stream.iterate(0, line -> line + 1)
            .limit(lines.size())
            .filter(line -> lines.get(line).matches("[a-z0-9-]+ = .*"))
            .toList();
    assertThat(keys).hasSize(SettingsSource.keys(Settings.defaults()).size());
    assertThat(keys)
        .allSatisfy(
            line -> assertThat(lines.get(line - 1)).as("above " + lines.get(line)).startsWith("# "))
        .allSatisfy(
            line -> {
              String above = lines.get(line - 1);
              String value = lines.get(line).replaceAll(".* = ", "");
              if (value.matches("\\d+"))
                assertThat(above)
                    .containsAnyOf("number", "Port", "port", "Characters", "a second", "a minute");
              if (value.matches("\\d+[smhd]")) assertThat(above).contains("Time.");
              if (value.matches("\\d+ .iB")) assertThat(above).contains("Bytes");
            });
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theEnvironmentSetsEveryKey(String key) {
    String name = SettingsSource.variable(key);
    assertThat(name).matches("RELAY(_[A-Z0-9]+)+");
    Config config = Settings.from(Map.of(name, "of the environment"));
    assertThat(config.getString(key)).isEqualTo("of the environment");
    assertThat(config.withoutPath(key)).isEqualTo(Settings.defaults().withoutPath(key));
  }

  @Test
  void noTwoKeysHaveOneVariable() {
    assertThat(keys().map(SettingsSource::variable)).doesNotHaveDuplicates();
  }

  @Test
  void theDefaultsDoNotDependOnTheEnvironment() {
    assertThat(Settings.from(EMPTY)).isEqualTo(Settings.defaults());
    assertThat(Settings.of(Settings.from(Map.of("RELAY_SERVICE_PORT", "tcp://10.0.0.1:80"))))
        .as("a name that is no key's, as container platforms set them")
        .isEqualTo(Settings.of(Settings.defaults()));
  }

  @Test
  void theCommandLineCountsForMoreThanTheEnvironmentAndThatForMoreThanTheFile() throws IOException {
    Path file =
        file(
            """
            relay.cluster { host = file, port = 1 }
            relay.transfer.open-at-once = 11
            relay.data = file
            """);
    Map<String, String> environment =
        Map.of("RELAY_CLUSTER_HOST", "environment", "RELAY_DATA", "environment");
    Config config = Settings.from(file, environment);
    config = config.withValue("relay.data", ConfigValueFactory.fromAnyRef("option", "--data"));
    Settings settings = Settings.of(config);
    assertThat(settings.cluster()).isEqualTo(new ClusterSettings("environment", 1, 0, List.of()));
    assertThat(settings.transfer().openAtOnce()).isEqualTo(11);
    assertThat(settings.data()).isEqualTo(Path.of("option"));
    assertThat(settings.socket()).isEqualTo(Settings.of(Settings.defaults()).socket());
  }

  @Test
  void theEnvironmentCountsEvenWhereItRepeatsTheDefault() throws IOException {
    Config config =
        Settings.from(file("relay.cluster.port = 1"), Map.of("RELAY_CLUSTER_PORT", "25520"));
    assertThat(Settings.of(config).cluster().port()).isEqualTo(25520);
  }

  @Test
  void anEmptyVariableIsAValueAndSaysSoWhereItIsWrong() throws IOException {
    Path file = file("relay.mongo.uri = \"mongodb://db/relay\"");
    assertThat(Settings.of(Settings.from(file, Map.of("RELAY_MONGO_URI", ""))).mongo().uri())
        .isEmpty();
    assertThatThrownBy(() -> Settings.of(Settings.from(Map.of("RELAY_CLUSTER_PORT", ""))))
        .hasMessage(
            "relay.cluster.port: empty (expected: a whole number, 0 to 65535; set in environment"
                + " variable RELAY_CLUSTER_PORT)");
  }

  @Test
  void aPortOfTheCommandLineKeepsTheHost() {
    Config config = Settings.from(Map.of("RELAY_HTTP_LISTEN", "0.0.0.0:80, 127.0.0.1:5678"));
    assertThat(Settings.withPort(config, 8000).getString("relay.http.listen"))
        .isEqualTo("0.0.0.0:8000");
    assertThatThrownBy(() -> Settings.of(Settings.withPort(config, 70_000)))
        .hasMessageStartingWith("relay.http.listen: 0.0.0.0:70000 (expected: host:port")
        .hasMessageEndingWith("set in --port)");
  }

  @Test
  void aFileMayNameOtherKeysAndTheEnvironment() throws IOException {
    Path file =
        file(
            "relay.data = ${HOME}/relay\nrelay.cluster.host = ${relay.data}\nrelay.mail.smtp.user = ${?NOBODY}");
    Settings settings =
        Settings.of(Settings.from(file, Map.of("HOME", "/home/me", "BASH_FUNC_x%%", "() {}")));
    assertThat(settings.data()).isEqualTo(Path.of("/home/me/relay"));
    assertThat(settings.cluster().host()).isEqualTo("/home/me/relay");
  }

  @Test
  void aWrongValueOfAFileIsNamedWithItsLine() throws IOException {
    Path file = file("relay.data = here\nrelay.cluster.port = no");
    assertThatThrownBy(() -> Settings.of(Settings.from(file, EMPTY)))
        .hasMessageStartingWith("relay.cluster.port: no (expected: a whole number, 0 to 65535")
        .hasMessageContaining(file + ": 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http.listen = x", "akka.loglevel = DEBUG", "relay.datta = x", "relay = 1"})
  void aFileMayHoldNoUnknownKey(String line) throws IOException {
    Path file = file(line);
    assertThatThrownBy(() -> Settings.from(file, EMPTY))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(line.replaceAll(" = .*", "") + ": unknown (expected: a key of")
        .hasMessageContaining("such as relay.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.mail.smtp.password = hunter2 }",
        "relay.mail.smtp.password = \"hunter2",
        "relay.mail.smtp.password = ${hunter2}",
        "relay { mail",
      })
  void whatIsNoHoconIsNamedByItsLineAndNotShown(String line) throws IOException {
    Path file = file("\n" + line + "\n");
    assertThatThrownBy(() -> Settings.from(file, EMPTY))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("--config: " + file)
        .hasMessageContaining("(expected: HOCON like conf/relay.conf")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    for (Path missing : List.of(folder.resolve("none.conf"), folder))
      assertThatThrownBy(() -> Settings.from(missing, EMPTY))
          .isInstanceOf(InvalidSetting.class)
          .isNotInstanceOf(ConfigException.class)
          .hasMessage("--config: " + missing + " (expected: a file that can be read)");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }
}

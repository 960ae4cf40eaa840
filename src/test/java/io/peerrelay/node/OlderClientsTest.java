package io.peerrelay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValueFactory;
import io.peerrelay.settings.InvalidSetting;
import io.peerrelay.settings.Settings;
import org.junit.jupiter.api.Test;

class OlderClientsTest {
  private static Settings listening(String listen) {
    return Settings.of(
        Settings.defaults().withValue("relay.http.listen", ConfigValueFactory.fromAnyRef(listen)));
  }

  @Test
  void speaksWhatAnAddressSays() {
    Settings settings = listening("127.0.0.1:1, 127.0.0.1:2 rocket, 127.0.0.1:3 relay");
    OlderClients clients = OlderClients.of(settings);
    assertThat(clients.at(settings.http().listen().get(0)).names()).contains("relay", "rocket");
    assertThat(clients.at(settings.http().listen().get(1)).names()).containsExactly("rocket");
    assertThat(clients.at(settings.http().listen().get(2)).names()).containsExactly("relay");
  }

  @Test
  void refusesAtTheStartWhatNobodySpeaks() {
    Settings settings = listening("127.0.0.1:1, 127.0.0.1:2 relay rokcet");
    assertThatThrownBy(() -> OlderClients.of(settings))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(
            "relay.http.listen: rokcet (expected: behind 127.0.0.1:2, nothing or any of relay, ");
  }
}

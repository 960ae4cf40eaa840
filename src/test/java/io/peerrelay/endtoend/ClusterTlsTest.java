package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.node.Node;
import io.peerrelay.node.StartFailure;
import io.peerrelay.settings.InvalidSetting;
import io.peerrelay.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes know each other by certificates of one authority, where that is set. */
class ClusterTlsTest {
  @TempDir Path folder;

  @Test
  void letsInWhoHasACertificateOfTheSameAuthorityAndNobodyElse() throws Exception {
    Authority ours = Authority.create(folder, "ours");
    Authority theirs = Authority.create(folder, "theirs");
    try (Node first = start("first", "", ours.issue("relay", "first"));
        Node second = start("second", join(first), ours.issue("relay", "second"))) {
      assertThat(new Console(first.management()).up())
          .containsExactlyInAnyOrder(first.clusterAddress(), second.clusterAddress());
      try (ForeignClient anna = ForeignClient.loggedIn(first.addresses().get(0), "anna");
          ForeignClient boris = ForeignClient.loggedIn(second.addresses().get(0), "boris")) {
        anna.send("{'type':'message','id':'1','to':'boris','text':'in secret'}");
        assertThat(boris.awaitMessage("message").path("text").asText()).isEqualTo("in secret");
      }
      String quick = join(first) + "relay.cluster.join-deadline = 5s\n";
      for (String certificates : new String[] {theirs.issue("relay", "foreign"), ""})
        assertThatThrownBy(() -> start("foreign", quick, certificates).close())
            .isInstanceOf(StartFailure.class)
            .hasMessageContaining("--join")
            .hasMessageContaining(first.clusterAddress());
      assertThat(new Console(first.management()).up()).hasSize(2);
    }
  }

  @Test
  void refusesToStartWithFilesThatDoNotBelongTogether() throws Exception {
    Authority ours = Authority.create(folder, "ours");
    String good = ours.issue("relay", "good");
    String other = Authority.create(folder, "others").issue("relay", "other");
    String prefix = "relay.cluster.tls.";
    assertThat(settings("a", "", good).cluster().tls()).isPresent();
    for (String key : new String[] {"authority", "key", "certificate"}) {
      String line = other.lines().filter(text -> text.startsWith(prefix + key)).findFirst().get();
      assertThatThrownBy(() -> settings("a", "", good + line))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith(prefix);
      assertThatThrownBy(() -> settings("a", "", good + prefix + key + " = \"\""))
          .hasMessageStartingWith(prefix + key + ": empty");
      assertThatThrownBy(() -> settings("a", "", good + prefix + key + " = /dev/null"))
          .hasMessageStartingWith(prefix + key + ": /dev/null");
    }
  }

  private static String join(Node node) {
    return "relay.cluster.join = \"%s\"\nrelay.mongo.uri = \"%s\"\n"
        .formatted(node.clusterAddress(), node.mongo());
  }

  private Node start(String name, String more, String certificates) {
    return Node.start(settings(name, more, certificates));
  }

  private Settings settings(String name, String more, String certificates) {
    return Settings.of(
        ConfigFactory.parseString(more + certificates)
            .withFallback(
                ConfigFactory.parseString("relay.data = \"" + folder.resolve(name) + "\""))
            .withFallback(ConfigFactory.parseString(RunningRelay.QUICK))
            .withFallback(Settings.defaults()));
  }
}

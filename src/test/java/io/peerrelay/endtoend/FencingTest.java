package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.node.Node;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two nodes that don't see each other, on one database: each takes itself for the whole cluster, as
 * one that hung until its entities were recovered elsewhere. What is acknowledged on either side is
 * stored, once, under a number of its own.
 */
class FencingTest {
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(1, "");

  private static int apart;

  @BeforeAll
  static void split() throws Exception {
    Node node = CLUSTER.addApart();
    assertThat(node.addresses()).isNotEmpty();
    apart = 1;
  }

  @Test
  void neverGivesTwoMessagesOneNumber() throws Exception {
    try (ForeignClient anna = CLUSTER.newUser(0, "anna");
        ForeignClient boris = CLUSTER.newUser(apart, "boris")) {
      say(anna, boris, "1");
      assertThat(anna.awaitMessage("sent").path("seq").asLong()).isEqualTo(1);
      // The conversation wakes on the other side too.
      say(boris, anna, "2");
      assertThat(boris.awaitMessage("sent").path("seq").asLong()).isEqualTo(2);

      // Until it writes itself, each side only sees what was said before the split.
      say(anna, boris, "3");
      expectUnavailable(anna);
      say(anna, boris, "3");
      assertThat(anna.awaitMessage("sent").path("seq").asLong()).isEqualTo(3);
      say(boris, anna, "4");
      expectUnavailable(boris);
      say(boris, anna, "4");
      assertThat(boris.awaitMessage("sent").path("seq").asLong()).isEqualTo(4);

      boris.send("{'type':'history','id':'h','conversation':'%s'}", conversation(anna, boris));
      assertThat(boris.awaitMessage("history").path("messages"))
          .extracting(message -> message.path("text").asText())
          .containsExactly("1", "2", "3", "4");
    }
  }

  /** Refused for now, not silently: it may be said again. */
  private static void expectUnavailable(ForeignClient client) {
    JsonNode refused = client.awaitMessage("error");
    assertThat(refused.path("code").asText()).isEqualTo("unavailable");
    assertThat(refused.path("retryable").asBoolean()).isTrue();
    assertThat(refused.path("hint").asText()).isNotBlank();
  }

  private static void say(ForeignClient from, ForeignClient to, String text) {
    from.send(
        "{'type':'message','id':'%1$s','to':'%2$s','text':'%1$s','clientRef':'%1$s'}",
        text, to.username());
  }

  private static String conversation(ForeignClient one, ForeignClient other) {
    return one.username().compareTo(other.username()) < 0
        ? one.username() + ":" + other.username()
        : other.username() + ":" + one.username();
  }
}

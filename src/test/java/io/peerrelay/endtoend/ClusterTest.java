package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes are one relay: who is on one is reached from the other. */
class ClusterTest {
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  @Test
  void deliversMessagesToAUserOnAnotherNode() throws Exception {
    try (ForeignClient anna = CLUSTER.newUser(0, "anna");
        ForeignClient boris = CLUSTER.newUser(1, "boris")) {
      anna.send("{'type':'message','id':'1','to':'%s','text':'over there'}", boris.username());
      assertThat(anna.awaitMessage("sent").path("seq").asLong()).isEqualTo(1);
      assertThat(boris.awaitMessage("message").path("text").asText()).isEqualTo("over there");
    }
  }
}

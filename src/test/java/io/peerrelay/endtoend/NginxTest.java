package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Behind a load balancer that sends everybody anywhere. */
class NginxTest {
  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(3, "");

  @TempDir Path folder;

  @Test
  void spreadsSocketsOverTheNodesWhichAreOneRelay() throws Exception {
    try (Nginx nginx = beforeAll()) {
      List<ForeignClient> people = new ArrayList<>();
      for (int i = 0; i < 6; i++)
        people.add(ForeignClient.loggedIn(nginx.address(), "person-" + i));
      for (int node = 0; node < 3; node++)
        assertThat(new Console(CLUSTER.node(node).management()).json("/node").at("/users").asInt())
            .as("users of node %d", node)
            .isEqualTo(2);
      for (int i = 1; i < 6; i++) {
        people.get(0).send("{'type':'message','id':'%d','to':'person-%d','text':'hi'}", i, i);
        people.get(0).awaitMessage("sent");
        assertThat(people.get(i).awaitMessage("message").path("from").asText())
            .isEqualTo("person-0");
      }
      people.forEach(ForeignClient::close);
    }
  }

  /** Both sides land on one node here. */
  @Test
  void handsAFileOnByPutAndGet() throws Exception {
    TestFile file = TestFile.of(3_000_001, 5);
    try (Nginx nginx = beforeAll();
        HttpExchange exchange = new HttpExchange(nginx.address(), folder)) {
      exchange.store("source", file);
      exchange.offer("a.bin", file.size()).accepted();
      Curl.Running get = exchange.get("copy");
      exchange.putTheRest("source").expect(200);
      get.end().expect(200);
      assertThat(folder.resolve("copy")).hasBinaryContent(file.bytes());
    }
  }

  @Test
  void sendsNobodyToANodeThatIsGone() throws Exception {
    InetSocketAddress gone = CLUSTER.add().addresses().get(0);
    try (Nginx nginx = Nginx.before(folder, gone, CLUSTER.address(1))) {
      ForeignClient anna = ForeignClient.loggedIn(nginx.address(), "anna");
      CLUSTER.node(3).close();
      for (int i = 0; i < 4; i++)
        ForeignClient.login(nginx.address(), "anna", "correct horse 7").close();
      anna.close();
    }
  }

  private Nginx beforeAll() throws IOException {
    return Nginx.before(folder, CLUSTER.address(0), CLUSTER.address(1), CLUSTER.address(2));
  }
}

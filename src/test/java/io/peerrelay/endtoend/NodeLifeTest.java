package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.peerrelay.node.Node;
import io.peerrelay.node.StartFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node tells of itself, and how it goes: nobody loses more than the connection. */
class NodeLifeTest {
  @RegisterExtension
  static final RunningCluster CLUSTER = new RunningCluster(2, "relay.cluster.drain-time = 1s");

  private static Console console(Node node) {
    return new Console(node.management());
  }

  @Test
  void isReadyAndCountsWhatItHas() throws Exception {
    Console console = console(CLUSTER.node(1));
    assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
    await().until(console::isReady);
    assertThat(console.up())
        .contains(CLUSTER.node(0).clusterAddress(), CLUSTER.node(1).clusterAddress());
    try (ForeignClient anna = CLUSTER.newUser(1, "anna");
        ForeignClient phone = CLUSTER.anotherDevice(1, anna)) {
      JsonNode report = console.json("/node");
      assertThat(phone.username()).isEqualTo(anna.username());
      assertThat(report.path("node").asText()).isEqualTo(CLUSTER.node(1).clusterAddress());
      assertThat(report.path("status").asText()).isEqualTo("Up");
      assertThat(report.path("connections").asInt()).isGreaterThanOrEqualTo(2);
      assertThat(report.path("users").asInt()).isPositive();
      assertThat(report.path("version").asText()).isNotBlank();
      int sessions =
          report.at("/entities/UserSession").asInt()
              + console(CLUSTER.node(0)).json("/node").at("/entities/UserSession").asInt();
      assertThat(sessions).isPositive();
    }
  }

  @Test
  void letsNobodyChangeTheClusterOrDrainItFromABrowser() throws Exception {
    Console console = console(CLUSTER.node(0));
    for (String method : List.of("POST", "PUT", "DELETE"))
      for (String path :
          List.of(
              "/cluster/members",
              "/cluster/members/" + CLUSTER.node(1).clusterAddress(),
              "/cluster",
              "/node"))
        assertThat(console.ask(method, path).statusCode()).as(method + path).isBetween(400, 499);
    assertThat(console.ask("POST", "/drain", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(console.get("/drain").statusCode()).isEqualTo(405);
    assertThat(console.isReady()).isTrue();
  }

  @Test
  void isNotReadyWhileTheDatabaseDoesNotAnswer() throws Exception {
    URI database = URI.create(CLUSTER.node(0).mongo());
    try (CuttableLine line =
            new CuttableLine(new InetSocketAddress(database.getHost(), database.getPort()));
        Node node =
            RunningCluster.start(
                "relay.cluster.join = \"%s\"\nrelay.mongo.uri = \"mongodb://127.0.0.1:%d%s\""
                    .formatted(
                        CLUSTER.node(0).clusterAddress(),
                        line.address().getPort(),
                        database.getPath()))) {
      Console console = console(node);
      await().until(console::isReady);
      line.lead(new InetSocketAddress("127.0.0.1", 1));
      line.cut();
      await()
          .untilAsserted(
              () ->
                  assertThat(console.get("/health/ready").body())
                      .contains("database")
                      .contains("not"));
      assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
      line.lead(new InetSocketAddress(database.getHost(), database.getPort()));
      await().atMost(Duration.ofSeconds(30)).until(console::isReady);
    }
  }

  @Test
  void letsNobodyInWhoseJournalIsElsewhere() throws Exception {
    String database = CLUSTER.node(0).mongo().replaceFirst("/[a-z_]+$", "/another");
    assertThatThrownBy(
            () ->
                RunningCluster.start(
                    "relay.cluster { join = \"%s\", join-deadline = 5s }\nrelay.mongo.uri = \"%s\""
                        .formatted(CLUSTER.node(0).clusterAddress(), database)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--mongo");
  }

  @Test
  void sendsItsClientsAwayWhenItIsDrainedAndLosesNothingThatItAcknowledged() throws Exception {
    Node leaving = CLUSTER.add();
    Console console = console(leaving);
    ForeignClient boris = CLUSTER.newUser(0, "boris");
    List<ForeignClient> others = new ArrayList<>();
    for (int i = 0; i < 10; i++) others.add(ForeignClient.connect(leaving.addresses().get(0)));
    ForeignClient anna =
        ForeignClient.loggedIn(leaving.addresses().get(0), "anna-who-writes-" + boris.username());
    CompletableFuture<List<Long>> acknowledged =
        CompletableFuture.supplyAsync(() -> writeUntilClosed(anna, boris.username()));
    String conversation = boris.awaitMessage("message").path("conversation").asText();
    assertThat(console.ask("POST", "/drain").statusCode()).isEqualTo(202);
    expectNotReady(console);
    assertThat(anna.expectClosed()).isEqualTo(1001);
    for (ForeignClient other : others) assertThat(other.expectClosed()).isEqualTo(1001);
    CompletableFuture.runAsync(leaving::awaitStop).get(45, TimeUnit.SECONDS);
    assertThatThrownBy(() -> ForeignClient.connect(leaving.addresses().get(0)))
        .hasCauseInstanceOf(ConnectException.class);
    long last = acknowledged.get(30, TimeUnit.SECONDS).stream().reduce((a, b) -> b).orElseThrow();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(console(CLUSTER.node(0)).up()).doesNotContain(leaving.clusterAddress()));
    try (ForeignClient back = CLUSTER.anotherDevice(0, anna)) {
      back.send("{'type':'history','id':'h','conversation':'%s','limit':1}", conversation);
      assertThat(back.awaitMessage("history").at("/messages/0/seq").asLong())
          .isGreaterThanOrEqualTo(last);
    }
    boris.close();
  }

  /** One who asks it may also come too late. */
  private static void expectNotReady(Console console) throws InterruptedException {
    try {
      assertThat(console.get("/health/ready").statusCode()).isEqualTo(503);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(ConnectException.class);
    }
  }

  /**
   * Writes as fast as the relay allows, one message after the other, and returns the numbers of
   * what was acknowledged, in order.
   */
  private static List<Long> writeUntilClosed(ForeignClient writer, String to) {
    List<Long> acknowledged = new ArrayList<>();
    try {
      for (int i = 0; !writer.isClosed(); i++) {
        writer.send("{'type':'message','id':'%d','to':'%s','text':'%d'}", i, to, i);
        JsonNode answer = answer(writer, String.valueOf(i));
        if (answer.path("type").asText().equals("sent"))
          acknowledged.add(answer.path("seq").asLong());
        else Thread.sleep(answer.path("retryAfter").asLong());
      }
    } catch (InterruptedException | RuntimeException e) {
      // The connection has ended under a message: not acknowledged.
    }
    return acknowledged;
  }

  /** Missing if the socket is closed first. */
  private static JsonNode answer(ForeignClient client, String id) throws InterruptedException {
    JsonNode answer = client.poll().orElse(MissingNode.getInstance());
    while (!answer.isMissingNode() && !answer.path("re").asText().equals(id))
      answer = client.poll().orElse(MissingNode.getInstance());
    return answer;
  }
}

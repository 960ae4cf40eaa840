package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SocketCluster clients get what the queue brings, at an address of their own. */
class SocketClusterTest {
  private static final QueueBroker BROKER = QueueBroker.start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @RegisterExtension
  static final RunningRelay RELAY =
      new RunningRelay(
          """
          relay.http.listen = "127.0.0.1:0, 127.0.0.1:0 socketcluster"
          relay.publisher { uri = "%s", exchange = "amq.topic" }
          """
              .formatted(BROKER.uri()));

  private JsonNode client;
  private String name;

  @BeforeAll
  static void consume() {
    PublisherFixture.consume(RELAY.address());
  }

  @BeforeEach
  void newClient() {
    name = "client-" + NUMBER.incrementAndGet();
    client = PublisherFixture.newClient(RELAY.address(), name);
  }

  private static InetSocketAddress address() {
    return RELAY.node().addresses().get(1);
  }

  private Subscriber subscriber() {
    return Subscriber.of(address(), client.path("token").asText(), null);
  }

  private void put(String body) {
    BROKER.put("", QueueBroker.id(), Map.of("clientId", name), body);
  }

  @Test
  void speaksAsItsFirstServerDid() {
    try (Subscriber subscriber = Subscriber.connect(address())) {
      subscriber.send(
          "{'event':'#handshake','data':{'authToken':'%s'},'cid':1}",
          client.path("token").asText());
      assertThat(subscriber.next())
          .matches(
              "\\{\"rid\":1,\"data\":\\{\"id\":\"[\\w-]+\",\"isAuthenticated\":true,"
                  + "\"pingTimeout\":60000}}");
      subscriber.send("{'event':'#subscribe','data':{'channel':'%s'},'cid':2}", name);
      assertThat(subscriber.next()).isEqualTo("{\"rid\":2}");
      put("{\"price\": 1.50}");
      assertThat(subscriber.next())
          .isEqualTo(
              "{\"event\":\"#publish\",\"data\":{\"channel\":\"%s\",\"data\":{\"price\": 1.50}}}"
                  .formatted(name));
      subscriber.send("{'event':'#publish','data':{'channel':'%s','data':'hello'},'cid':3}", name);
      assertThat(List.of(subscriber.next(), subscriber.next()))
          .containsExactlyInAnyOrder(
              "{\"rid\":3}",
              "{\"event\":\"#publish\",\"data\":{\"channel\":\"%s\",\"data\":\"hello\"}}"
                  .formatted(name));
      subscriber.send("{'event':'#unsubscribe','data':'%s','cid':4}", name);
      assertThat(subscriber.next()).isEqualTo("{\"rid\":4}");
      put("2");
      subscriber.expectNothing();
    }
  }

  @Test
  void refusesWhatIsNotForTheClient() {
    try (Subscriber subscriber = subscriber()) {
      String other = "other-" + name;
      PublisherFixture.newClient(RELAY.address(), other);
      subscriber.send("{'event':'#subscribe','data':{'channel':'%s'},'cid':2}", other);
      assertThat(subscriber.next())
          .startsWith("{\"rid\":2,\"error\":{\"name\":\"NoSuchChannelError\",\"message\":\"");
      subscriber.send("{'event':'#subscribe','data':{'channel':'a/b'},'cid':3}");
      assertThat(subscriber.next()).startsWith("{\"rid\":3,\"error\":{\"name\":\"InvalidArg");
      subscriber.send("{'event':'#publish','data':{'channel':'all','data':1},'cid':4}");
      assertThat(subscriber.next()).startsWith("{\"rid\":4,\"error\":{\"name\":\"N");
    }
    try (Subscriber nobody = Subscriber.connect(address())) {
      nobody.send("{'event':'#handshake','data':{'authToken':null},'cid':1}");
      assertThat(nobody.next()).contains("\"isAuthenticated\":false");
      nobody.send("{'event':'#subscribe','data':{'channel':'all'},'cid':2}");
      assertThat(nobody.next()).startsWith("{\"rid\":2,\"error\":{\"name\":\"NotLoggedInError\"");
      nobody.send("{'event':'#authenticate','data':'wrong','cid':3}");
      assertThat(nobody.next()).startsWith("{\"rid\":3,\"data\":{\"isAuthenticated\":false,\"auth");
    }
  }

  @Test
  void goesOnAfterAReconnectWhereTheClientWas() {
    try (Subscriber subscriber = subscriber()) {
      subscriber.send("{'event':'#subscribe','data':{'channel':'%s'},'cid':2}", name);
      assertThat(subscriber.next()).isEqualTo("{\"rid\":2}");
    }
    put("1");
    put("2");
    try (Subscriber subscriber = subscriber()) {
      subscriber.send(
          "{'event':'#subscribe','data':{'channel':'%s','data':{'after':null}},'cid':2}", name);
      assertThat(subscriber.next()).isEqualTo("{\"rid\":2}");
      assertThat(subscriber.next()).endsWith("\"data\":1,\"seq\":1}}");
      assertThat(subscriber.next()).endsWith("\"data\":2,\"seq\":2}}");
    }
    try (Subscriber subscriber = subscriber()) {
      subscriber.send(
          "{'event':'#subscribe','data':{'channel':'%s','data':{'after':1}},'cid':2}", name);
      assertThat(subscriber.next()).isEqualTo("{\"rid\":2}");
      assertThat(subscriber.next()).endsWith("\"data\":2,\"seq\":2}}");
      put("3");
      assertThat(subscriber.next()).endsWith("\"data\":3,\"seq\":3}}");
    }
  }

  @Test
  void isNobodyAgainWithoutItsToken() {
    try (Subscriber subscriber = subscriber()) {
      subscriber.send("{'event':'#subscribe','data':{'channel':'all'},'cid':2}");
      assertThat(subscriber.next()).isEqualTo("{\"rid\":2}");
      subscriber.send("{'event':'#removeAuthToken','data':null}");
      assertThat(subscriber.next()).startsWith("{\"event\":\"#kickOut\",\"data\":{\"channel\":");
      subscriber.send(
          "{'event':'#authenticate','data':'%s','cid':3}", client.path("token").asText());
      assertThat(subscriber.next()).isEqualTo("{\"rid\":3,\"data\":{\"isAuthenticated\":true}}");
    }
  }

  /** The package is fetched once; without node, npm or its registry this says so and is skipped. */
  @Test
  void servesTheRealClient() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "socketcluster-client"));
    for (String file : List.of("package.json", "subscriber.cjs"))
      Files.copy(
          Path.of("src", "test", "resources", "socketcluster", file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    if (!Files.exists(folder.resolve("node_modules")))
      Assumptions.assumeThat(run(folder, "npm", "install", "--no-audit", "--no-fund", "--silent"))
          .as("npm has installed socketcluster-client")
          .isZero();
    Process node =
        new ProcessBuilder(
                "node",
                "subscriber.cjs",
                Integer.toString(address().getPort()),
                client.path("token").asText(),
                name)
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (var output = node.inputReader()) {
      assertThat(output.readLine()).isEqualTo("connected true");
      assertThat(output.readLine()).isEqualTo("subscribed");
      put("{\"a\":[1,\"ä\"]}");
      assertThat(output.readLine()).isEqualTo("{\"a\":[1,\"ä\"]}");
      assertThat(output.readLine()).isEqualTo("\"published by the client\"");
      assertThat(output.readLine()).isEqualTo("refused InvalidArgumentsError");
      assertThat(output.readLine()).isEqualTo("deauthenticated");
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      node.destroyForcibly();
    }
  }

  private static int run(Path folder, String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("output").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // There is no such program.
    }
  }
}

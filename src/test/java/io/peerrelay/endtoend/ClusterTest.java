package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes are one relay: who is on one is reached from the other. */
class ClusterTest {
  private static final int MANY = 20;

  @RegisterExtension static final RunningCluster CLUSTER = new RunningCluster(2, "");

  private ForeignClient anna;
  private ForeignClient boris;

  @BeforeEach
  void logIn() {
    anna = CLUSTER.newUser(0, "anna");
    boris = CLUSTER.newUser(1, "boris");
  }

  @AfterEach
  void hangUp() {
    anna.close();
    boris.close();
  }

  @Test
  void deliversMessagesToAUserOnAnotherNode() {
    say(anna, boris.username(), "over there");
    assertThat(anna.awaitMessage("sent").path("seq").asLong()).isEqualTo(1);
    assertThat(boris.awaitMessage("message").path("text").asText()).isEqualTo("over there");
  }

  @Test
  void tellsEachDeviceOnWhateverNodeEverythingOnceAndInOrder() {
    try (ForeignClient borisHere = CLUSTER.anotherDevice(0, boris);
        ForeignClient annaThere = CLUSTER.anotherDevice(1, anna)) {
      for (int number = 1; number <= MANY; number++)
        say(number % 2 == 0 ? anna : annaThere, boris.username(), Integer.toString(number));
      for (ForeignClient device : List.of(boris, borisHere, anna, annaThere)) {
        assertThat(numbers(device, MANY)).isEqualTo(countTo(MANY));
        expectNoMoreMessages(device);
      }
    }
  }

  @Test
  void listsOnEachNodeTheSameConversations() {
    String channel = "#list-" + anna.username();
    anna.send("{'type':'createChannel','channel':'%s'}", channel);
    anna.awaitMessage("ok");
    for (String to : List.of(boris.username(), channel)) {
      say(anna, to, "to " + to);
      anna.awaitMessage("sent");
    }
    try (ForeignClient annaThere = CLUSTER.anotherDevice(1, anna)) {
      for (ForeignClient device : List.of(anna, annaThere))
        await()
            .untilAsserted(
                () -> {
                  device.send("{'type':'conversations'}");
                  JsonNode list = device.awaitMessage("conversations").path("conversations");
                  assertThat(list.at("/0/last/text").asText()).isEqualTo("to " + channel);
                  assertThat(list.at("/1/last/text").asText()).isEqualTo("to " + boris.username());
                  assertThat(list).hasSize(2);
                });
    }
  }

  @Test
  void showsOnEachNodeWhoIsThere() {
    say(anna, boris.username(), "hello");
    boris.awaitMessage("message");
    try (ForeignClient annaThere = CLUSTER.anotherDevice(1, anna)) {
      for (ForeignClient watching : List.of(anna, annaThere)) {
        watching.send("{'type':'presence','id':'p','users':['%s']}", boris.username());
        awaitPresence(watching, true);
      }
      boris.close();
      for (ForeignClient watching : List.of(anna, annaThere)) awaitPresence(watching, false);
      try (ForeignClient back = CLUSTER.anotherDevice(0, boris)) {
        assertThat(back.isClosed()).isFalse();
        for (ForeignClient watching : List.of(anna, annaThere)) awaitPresence(watching, true);
      }
    }
  }

  @Test
  void spreadsWhatIsSaidInAChannelOverTheNodes() {
    try (ForeignClient clara = CLUSTER.newUser(0, "clara");
        ForeignClient dora = CLUSTER.newUser(1, "dora")) {
      String channel = "#both-" + anna.username();
      anna.send("{'type':'createChannel','channel':'%s'}", channel);
      anna.awaitMessage("ok");
      for (ForeignClient one : List.of(boris, clara, dora)) {
        one.send("{'type':'join','channel':'%s'}", channel);
        one.awaitMessage("ok");
      }
      for (int number = 1; number <= MANY; number++) {
        say(number % 2 == 0 ? anna : dora, channel, Integer.toString(number));
        (number % 2 == 0 ? anna : dora).awaitMessage("sent");
      }
      assertThat(numbers(boris, MANY)).isEqualTo(countTo(MANY));
      assertThat(numbers(clara, MANY)).isEqualTo(countTo(MANY));
    }
  }

  @Test
  void tellsOfTheSamePastOnEachNode() {
    for (int number = 1; number <= 3; number++) say(anna, boris.username(), "word " + number);
    for (int number = 1; number <= 3; number++) anna.awaitMessage("sent");
    try (ForeignClient annaThere = CLUSTER.anotherDevice(1, anna);
        ForeignClient borisHere = CLUSTER.anotherDevice(0, boris)) {
      for (ForeignClient device : List.of(boris, borisHere, anna, annaThere)) {
        device.send("{'type':'search','id':'s','text':'word'}");
        assertThat(texts(device.awaitMessage("found")))
            .containsExactlyInAnyOrder("word 1", "word 2", "word 3");
      }
      borisHere.send("{'type':'sync','id':'s'}");
      assertThat(borisHere.awaitMessage("message").path("text").asText()).isEqualTo("word 1");
      borisHere.awaitMessage("synced");
    }
  }

  @Test
  void takesOffersToAUserOnAnotherNodeAndTheAnswersBack() {
    String declined = Exchange.offer(anna, boris, 7);
    boris.send("{'type':'decline','transfer':'%s','reason':'no room'}", declined);
    assertThat(anna.awaitMessage("declined").path("reason").asText()).isEqualTo("no room");
    try (ForeignClient borisHere = CLUSTER.anotherDevice(0, boris)) {
      anna.send("{'type':'offer','to':'%s','files':[{'name':'a.bin','size':7}]}", boris.username());
      String transfer = anna.awaitMessage("offered").path("transfer").asText();
      for (ForeignClient device : List.of(boris, borisHere))
        assertThat(device.awaitMessage("offer").path("transfer").asText()).isEqualTo(transfer);
      anna.send("{'type':'cancel','transfer':'%s'}", transfer);
      for (ForeignClient device : List.of(boris, borisHere))
        assertThat(device.awaitMessage("cancelled").path("transfer").asText()).isEqualTo(transfer);
    }
  }

  private static void say(ForeignClient from, String to, String text) {
    from.send("{'type':'message','id':'m','to':'%s','text':'%s'}", to, text);
  }

  private static List<Integer> numbers(ForeignClient device, int count) {
    return IntStream.range(0, count)
        .map(number -> device.awaitMessage("message").path("seq").asInt())
        .boxed()
        .toList();
  }

  private static void expectNoMoreMessages(ForeignClient device) {
    device.send("{'type':'ping','id':'end'}");
    for (JsonNode next = device.next();
        !next.path("re").asText().equals("end");
        next = device.next()) assertThat(next.path("type").asText()).isEqualTo("sent");
  }

  private static List<Integer> countTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private static void awaitPresence(ForeignClient watching, boolean online) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> watching.awaitMessage("presence").path("online").asBoolean() == online);
  }

  private static List<String> texts(JsonNode found) {
    List<String> texts = new ArrayList<>();
    found.path("messages").forEach(message -> texts.add(message.path("text").asText()));
    return texts;
  }
}

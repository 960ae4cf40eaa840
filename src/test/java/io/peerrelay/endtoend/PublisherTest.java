package io.peerrelay.endtoend;

import static io.peerrelay.endtoend.ChannelFixture.ask;
import static io.peerrelay.endtoend.ChannelFixture.ok;
import static io.peerrelay.endtoend.ChannelFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message queue reaches the channels that its messages name. */
class PublisherTest {
  private static final QueueBroker BROKER = QueueBroker.start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @RegisterExtension
  static final RunningRelay RELAY =
      new RunningRelay(
          """
          relay.publisher { uri = "%s", exchange = "amq.topic", channels = "news, prices", test-mode = true }
          relay.conversation.message-rate = 10000
          """
              .formatted(BROKER.uri()));

  private ForeignClient reader;

  @BeforeAll
  static void beginsWhenAskedAndSaysSoWhenAskedAgain() throws IOException {
    assertThat(BROKER.isConsumed()).isFalse();
    PublisherFixture.Answer first =
        PublisherFixture.get(RELAY.address(), "/v1/create-rabbit-ch").expect(200);
    assertThat(first.body().path("changed").asBoolean()).isTrue();
    PublisherFixture.Answer second =
        PublisherFixture.get(RELAY.address(), "/v1/create-rabbit-ch").expect(200);
    assertThat(second.body().path("changed").asBoolean()).isFalse();
    assertThat(second.body().path("status").asText()).isEqualTo("consuming");
    assertThat(BROKER.isConsumed()).isTrue();
  }

  @BeforeEach
  void logIn() {
    reader = RELAY.newUser("reader");
  }

  @AfterEach
  void hangUp() {
    reader.close();
  }

  private void join(String channel) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ask(reader, "{'type':'join','channel':'%s'}", channel)
                    .path("type")
                    .asText()
                    .equals("ok"));
  }

  private JsonNode nextMessage() {
    JsonNode message = reader.awaitMessage("message");
    assertThat(message.path("from").asText()).isEqualTo("relay");
    return message;
  }

  @Test
  void handsOnToAllWhatNamesNoChannel() {
    join("#all");
    BROKER.put("{\"a\": [1, 2.50, null]}");
    JsonNode message = nextMessage();
    assertThat(message.path("conversation").asText()).isEqualTo("#all");
    assertThat(message.path("text").asText()).isEqualTo("{\"a\": [1, 2.50, null]}");
  }

  @Test
  void handsOnToTheChannelThatTheRoutingKeyNames() {
    join("#all");
    join("#news");
    BROKER.put("news", QueueBroker.id(), Map.of(), "1");
    assertThat(nextMessage().path("conversation").asText()).isEqualTo("#news");
  }

  @Test
  void handsOnToTheClientThatAHeaderNamesAndToNobodyElse() {
    String name = "client-" + NUMBER.incrementAndGet();
    JsonNode client = PublisherFixture.newClient(RELAY.address(), name);
    assertThat(client.path("channel").asText()).isEqualTo(name);
    refused("noSuchChannel", reader, "{'type':'join','channel':'#%s'}", name);
    try (ForeignClient owner =
        ForeignClient.login(RELAY.address(), name, PublisherFixture.PASSWORD)) {
      BROKER.put("news", QueueBroker.id(), Map.of("clientId", name), "\"for you\"");
      JsonNode message = owner.awaitMessage("message");
      assertThat(message.path("text").asText()).isEqualTo("\"for you\"");
      assertThat(message.path("conversation").asText()).isEqualTo("#" + name);
    }
  }

  @Test
  void keepsTheOrderOfEachRoutingKey() {
    join("#news");
    join("#prices");
    join("#all");
    for (int i = 0; i < 900; i++)
      BROKER.put(List.of("news", "prices", "").get(i % 3), QueueBroker.id(), Map.of(), "" + i);
    Map<String, List<Integer>> came = new HashMap<>();
    for (int i = 0; i < 900; i++) {
      JsonNode message = nextMessage();
      came.computeIfAbsent(message.path("conversation").asText(), first -> new ArrayList<>())
          .add(message.path("text").asInt());
    }
    assertThat(came.keySet()).containsExactlyInAnyOrder("#news", "#prices", "#all");
    assertThat(came.values())
        .allSatisfy(numbers -> assertThat(numbers).hasSize(300).isSorted().doesNotHaveDuplicates());
  }

  @Test
  void showsOnceWhatComesTwice() {
    join("#prices");
    String id = "x".repeat(200) + NUMBER.incrementAndGet();
    for (String body : List.of("1", "1")) BROKER.put("prices", id, Map.of(), body);
    BROKER.put("prices", QueueBroker.id(), Map.of(), "2");
    assertThat(nextMessage().path("text").asText()).isEqualTo("1");
    assertThat(nextMessage().path("text").asText()).isEqualTo("2");
  }

  static Stream<Arguments> unfit() {
    Map<String, Object> none = Map.of();
    return Stream.of(
        Arguments.of("no body", "", none, bytes(""), "badJson"),
        Arguments.of("no JSON", "", none, bytes("hello"), "badJson"),
        Arguments.of("more than JSON", "", none, bytes("{} {}"), "badJson"),
        Arguments.of("half of JSON", "", none, bytes("{\"a\":"), "badJson"),
        Arguments.of("no UTF-8", "", none, new byte[] {'"', (byte) 0xc3, '"'}, "badJson"),
        Arguments.of("20 MB", "", none, bytes("\"" + "a".repeat(20_000_000) + "\""), "tooLarge"),
        Arguments.of("a number for a name", "", Map.of("clientId", 7), bytes("1"), "badField"),
        Arguments.of("an impossible name", "", Map.of("clientId", "a b"), bytes("1"), "badField"),
        Arguments.of("an impossible key", "a/b", none, bytes("1"), "badField"),
        Arguments.of("a channel that is gone", "gone", none, bytes("1"), "noSuchChannel"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void putsAsideWithTheReason(
      String what, String key, Map<String, Object> headers, byte[] body, String code) {
    String id = QueueBroker.id();
    BROKER.put(key, id, headers, body);
    GetResponse dead = BROKER.deadLetter();
    assertThat(dead.getProps().getMessageId()).as(what).isEqualTo(id);
    assertThat(dead.getBody()).isEqualTo(body);
    assertThat(dead.getProps().getHeaders()).containsKey("x-relay-reason");
    assertThat(dead.getProps().getHeaders().get("x-relay-code")).hasToString(code);
    assertThat(dead.getProps().getHeaders().get("x-relay-queue")).hasToString(QueueBroker.QUEUE);
  }

  @Test
  void postsIntoNoChannelOfOthers() {
    String name = "trap-" + NUMBER.incrementAndGet();
    ok(reader, "{'type':'createChannel','channel':'#%s'}", name);
    BROKER.put(name, QueueBroker.id(), Map.of(), "\"secret\"");
    assertThat(BROKER.deadLetter().getProps().getHeaders().get("x-relay-code"))
        .hasToString("notAMember");
    PublisherFixture.post(
            RELAY.address(),
            "/v1/create-channel-client",
            "{'name':'%s','password':'%s','clientId':'%s'}"
                .formatted(name, PublisherFixture.PASSWORD, name))
        .expectError(409, "channelExists");
  }

  @Test
  void losesNothingWhenTheLineIsCut() {
    join("#news");
    for (int i = 0; i < 200; i++) {
      BROKER.put("news", QueueBroker.id(), Map.of(), "" + i);
      if (i == 50) BROKER.line().close();
      if (i == 150) BROKER.line().open();
    }
    for (int i = 0; i < 200; i++) assertThat(nextMessage().path("text").asText()).isEqualTo("" + i);
    BROKER.awaitAllAcknowledged();
    reader.expectNothing();
  }

  @Test
  void goesOnWhenTheQueueIsDeleted() throws IOException {
    join("#all");
    BROKER.deleteQueue();
    await().atMost(Duration.ofSeconds(60)).until(BROKER::isConsumed);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                PublisherFixture.get(RELAY.address(), "/v1/publish-data-over-ch").status() == 200);
    assertThat(nextMessage().path("text").asText()).contains("sample");
  }

  @Test
  void saysOverHttpWhatIsWrong() {
    PublisherFixture.post(RELAY.address(), "/v1/create-channel-client", "hello")
        .expectError(400, "badJson");
    PublisherFixture.post(RELAY.address(), "/v1/create-channel-client", "{'name':'anna'}")
        .expectError(400, "badField");
    PublisherFixture.post(
            RELAY.address(),
            "/v1/create-channel-client",
            "{'name':'anna','password':'correct horse 7','clientId':'a b'}")
        .expectError(400, "badField");
    PublisherFixture.post(RELAY.address(), "/v1/create-rabbit-ch", "{}")
        .expectError(405, "badField");
    PublisherFixture.post(
            RELAY.address(),
            "/v1/create-channel-client",
            "{'name':'%s','password':'wrong horse 7'}".formatted(reader.username()))
        .expectError(401, "badCredentials");
    PublisherFixture.get(RELAY.address(), "/").expect(200);
    PublisherFixture.get(RELAY.address(), "/v1/something").expect(404);
  }

  @Test
  void givesTheSameChannelToTheSameClient() {
    String name = "again-" + NUMBER.incrementAndGet();
    JsonNode first = PublisherFixture.newClient(RELAY.address(), name);
    JsonNode second = PublisherFixture.newClient(RELAY.address(), name);
    assertThat(second.path("channel")).isEqualTo(first.path("channel"));
    assertThat(second.path("token").asText()).isNotBlank();
  }
}

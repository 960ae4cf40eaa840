package io.peerrelay.endtoend;

import static io.peerrelay.endtoend.ChannelFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A relay that was told of a database keeps an index of messages there. */
class IndexedSearchTest extends OwnDatabaseFixture {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void findsByItAndSaysSoWhenTheDatabaseIsGone() {
    try (ForeignClient anna = relay.newUser("anna")) {
      for (int i = 1; i <= 200; i++)
        ask(anna, "{'type':'message','to':'%s','text':'note %d'}", anna.username(), i);
      assertThat(cards()).isZero();
      for (int round = 1; round <= 2; round++) {
        JsonNode found = ask(anna, "{'type':'search','text':'NOTE 123'}");
        assertThat(found.path("complete").asBoolean()).isTrue();
        assertThat(found.path("messages").findValuesAsText("seq")).containsExactly("123");
      }
      assertThat(cards()).isPositive();

      way.close();
      JsonNode refused = ask(anna, "{'type':'search','text':'note 123'}");
      assertThat(refused.path("code").asText()).isEqualTo("unavailable");
      assertThat(refused.path("retryable").asBoolean()).isTrue();
      assertThat(refused.path("hint").asText()).isNotBlank();
      way.open();
    }
  }

  private long cards() {
    try (MongoClient client = MongoClients.create(database.uri())) {
      return Mono.from(client.getDatabase("relay").getCollection("search_index").countDocuments())
          .block(LIMIT);
    }
  }
}

package io.peerrelay.protocol.dialect.typequery;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.JsonFragments;
import io.peerrelay.protocol.dialect.Turn;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes is asked of the relay or answered, once. */
class TypeQueryProperties {
  @Property
  void answersAnyText(@ForAll String text) {
    assertAnswered(text);
  }

  @Property
  void answersAnyMutatedQuery(
      @ForAll("queries") String query,
      @ForAll @IntRange(max = 160) int place,
      @ForAll @IntRange(max = 20) int dropped,
      @ForAll("fragments") String fragment) {
    int start = Math.min(place, query.length());
    int end = Math.min(start + dropped, query.length());
    assertAnswered(query.substring(0, start) + fragment + query.substring(end));
  }

  private static void assertAnswered(String text) {
    TypeQueryDialect dialect = new TypeQueryDialect(new Channel("#feed"), 20, true);
    Turn turn = dialect.read(text);
    assertThat(turn.frames().size() + turn.requests().size()).isEqualTo(1);
    assertThat(dialect.waits()).isEqualTo(turn.requests().size() == 1);
    assertThat(turn.frames()).allMatch(frame -> frame.startsWith("{\"status\":\"failure\""));
  }

  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.of(
        "{\"type_query\":\"signIn\",\"username\":\"anna\",\"password\":\"correct horse\"}",
        "{\"type_query\":\"signUp\",\"username\":\"anna\",\"password\":\"correct horse\","
            + "\"email\":\"anna@example.org\",\"name\":\"Anna\",\"phone\":\"+49 1\"}",
        "{\"type_query\":\"getComments\",\"page\":2}",
        "{\"type_query\":\"addComment\",\"comment\":\"Hello\",\"img\":\"https://a.example\"}",
        "{\"type_query\":\"like\",\"id\":5}");
  }

  @Provide
  Arbitrary<String> fragments() {
    return JsonFragments.with("\"type\":\"ping\",");
  }
}

package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.RelayDialect.Answer;
import io.peerrelay.protocol.Request.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever comes is decoded or refused, and what is encoded comes back. */
class RelayDialectProperties extends DialectFixture {
  private static final List<String> REQUESTS =
      ExampleRequests.ALL.stream()
          .map(asked -> RelayDialect.encode(asked.id(), asked.message()))
          .toList();

  @Property
  void anyStringIsDecodedWithoutAnException(@ForAll String text) {
    assertThat(RelayDialect.decode(text)).isNotNull();
  }

  @Property
  void anyStringInAnyFieldIsDecodedWithoutAnException(
      @ForAll("requests") String request, @ForAll @StringLength(max = 80) String text)
      throws Exception {
    String value = JSON.writeValueAsString(text);
    // Each string value of the request in its turn is the text.
    for (int start = request.indexOf(":\"");
        start >= 0;
        start = request.indexOf(":\"", start + 1)) {
      int end = request.indexOf('"', start + 2);
      String changed = request.substring(0, start + 1) + value + request.substring(end + 1);
      assertAnswerable(RelayDialect.decode(changed));
    }
  }

  @Property
  void anyMutatedMessageIsDecodedWithoutAnException(
      @ForAll("requests") String request,
      @ForAll @IntRange(max = 400) int place,
      @ForAll @IntRange(max = 20) int dropped,
      @ForAll("fragments") String fragment) {
    int start = Math.min(place, request.length());
    int end = Math.min(start + dropped, request.length());
    assertAnswerable(
        RelayDialect.decode(request.substring(0, start) + fragment + request.substring(end)));
  }

  @Property
  void offersRoundTrip(@ForAll("ids") String id, @ForAll("offers") ClientMessage.Offer offer) {
    assertThat(RelayDialect.decode(RelayDialect.encode(id, offer))).isEqualTo(new Asked(id, offer));
  }

  @Property
  void errorsRoundTripWithAnyLabelAndMessage(
      @ForAll("ids") String re, @ForAll ErrorCode code, @ForAll String message) {
    Problem problem = code.because(message);
    for (ServerMessage error :
        List.of(problem.toError(), problem.after(Duration.ofMillis(message.length())).toError()))
      assertThat(RelayDialect.decodeAnswer(RelayDialect.encode(re, error)))
          .isEqualTo(new Answer(re, error));
  }

  @Property
  void secretsRoundTrip(@ForAll("plain") String password) {
    ClientMessage message = new ClientMessage.DeleteAccount(new Secret(password + "x"));
    assertThat(RelayDialect.decode(RelayDialect.encode(null, message)))
        .isEqualTo(new Asked(null, message));
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(REQUESTS);
  }

  @Provide
  Arbitrary<String> fragments() {
    return JsonFragments.with("\"type\":\"login\",");
  }

  @Provide
  Arbitrary<ClientMessage.Offer> offers() {
    Arbitrary<FileInfo> file =
        Combinators.combine(
                visible(1, 100),
                Arbitraries.longs().between(0, 1L << 40),
                visible(0, 20).injectNull(0.5),
                Arbitraries.longs()
                    .between(-62_135_596_800_000L, 253_402_300_799_999L)
                    .map(Instant::ofEpochMilli)
                    .injectNull(0.5),
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(Sha256::of).injectNull(0.5))
            .as(
                (name, size, type, modified, sha256) ->
                    new FileInfo(name, name.endsWith("/") ? 0 : size, type, modified, sha256));
    return Combinators.combine(
            names().map(Username::new), file.list().ofMinSize(1).ofMaxSize(5), visible(0, 200))
        .as(ClientMessage.Offer::new);
  }
}

package io.peerrelay.protocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionTest {
  private static final DialectKind SHOUTING = new Kind("shouting", "shout", "/shout", true);
  private static final DialectKind WHISPERING = new Kind("whispering", "whisper", null, false);
  private static final Dialects ALL =
      new Dialects(true, List.of(SHOUTING, WHISPERING), Duration.ofSeconds(1));

  /** Clients whose messages have a field of this name. */
  private record Kind(String name, String field, String path, boolean greets)
      implements DialectKind {
    @Override
    public boolean opens(Opening opening) {
      return opening.path().equals(path);
    }

    @Override
    public boolean begins(String text) {
      return text.contains("\"" + field + "\"");
    }

    @Override
    public boolean ignores(String text) {
      return greets && !text.startsWith("{");
    }

    @Override
    public Dialect create(Opening opening) {
      return new Named(name);
    }
  }

  private record Named(String name) implements Dialect {
    @Override
    public Turn read(String text) {
      return Turn.NOTHING;
    }

    @Override
    public Turn write(String re, ServerMessage message) {
      return Turn.NOTHING;
    }
  }

  private static Reception at(String path, Dialects dialects, String... subprotocols) {
    return new Reception(dialects, new Opening(path, List.of(subprotocols)));
  }

  @Test
  void knowsARelayClientByItsSubprotocol() {
    Reception reception = at("/", ALL, "other", "relay.v1");
    assertThat(reception.isRelay()).isTrue();
    assertThat(reception.subprotocol()).contains("relay.v1");
  }

  @Test
  void knowsARelayClientWhereNothingElseIsSpoken() {
    assertThat(at("/", ALL.only(List.of("relay"))).isRelay()).isTrue();
    assertThat(at("/", ALL).isRelay()).isFalse();
  }

  @Test
  void givesNoRelaySubprotocolWhereTheRelayIsNotSpoken() {
    Reception reception = at("/", ALL.only(List.of("whispering")), "relay.v1");
    assertThat(reception.isRelay()).isFalse();
    assertThat(reception.subprotocol()).isEmpty();
  }

  @Test
  void knowsAKindByItsPathAndTakesItsFirstSubprotocol() {
    Reception reception = at("/shout", ALL, "0login", "1anna");
    assertThat(reception.opened()).contains(new Named("shouting"));
    assertThat(reception.subprotocol()).contains("0login");
    assertThat(reception.isRelay()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ws", "/register"})
  void knowsAKindByItsFirstJsonOnEveryPath(String path) {
    Reception reception = at(path, ALL);
    assertThat(reception.opened()).isEmpty();
    assertThat(reception.decides("{\"whisper\":1}")).isTrue();
    assertThat(reception.begin("{\"whisper\":1}")).contains(new Named("whispering"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"ping\"}", "{\"type\":7,\"shout\":1}", "{}", "[]", "42"})
  void takesOtherJsonForTheRelays(String text) {
    assertThat(at("/", ALL).decides(text)).isTrue();
    assertThat(at("/", ALL).begin(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection Established", "hey", ""})
  void ignoresGreetingsThatDecideNothing(String text) {
    Reception reception = at("/", ALL);
    assertThat(reception.decides(text)).isFalse();
    assertThat(reception.ignores(text)).isTrue();
  }

  @Test
  void leavesBrokenJsonToTheRelayAndDecidesNothing() {
    Reception reception = at("/", ALL);
    assertThat(reception.decides("{\"shout\":")).isFalse();
    assertThat(reception.ignores("{\"shout\":")).isFalse();
  }

  @Test
  void ignoresNothingOnTheRelaysOwnPathNorWhereNobodyGreets() {
    assertThat(at("/ws", ALL).ignores("hey")).isFalse();
    assertThat(at("/", ALL.only(List.of("relay", "whispering"))).ignores("hey")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"type\":\"ping\"}", "{\"broken", "hey"})
  void letsTheFirstKindStandInForARelayThatIsNotSpoken(String text) {
    Reception reception = at("/", ALL.only(List.of("whispering")));
    assertThat(reception.decides(text)).isTrue();
    assertThat(reception.begin(text)).contains(new Named("whispering"));
  }

  @Test
  void speaksAllWhereNothingIsSaid() {
    assertThat(ALL.only(List.of())).isEqualTo(ALL);
  }

  @Test
  void refusesANameThatThereIsNot() {
    assertThatThrownBy(() -> ALL.only(List.of("relay", "shuoting")))
        .hasMessage("dialect: shuoting (expected: relay, shouting, whispering)");
  }
}

package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three users, and a channel that each test makes for itself. */
abstract class ChannelFixture {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String channel = "#Channel-" + NUMBER.incrementAndGet();
  final String id = channel.toLowerCase(Locale.ROOT);
  ForeignClient anna;
  ForeignClient boris;
  ForeignClient clara;
  private final RunningRelay relay;

  ChannelFixture(RunningRelay relay) {
    this.relay = relay;
  }

  @BeforeEach
  void logIn() {
    anna = relay.newUser("anna");
    boris = relay.newUser("boris");
    clara = relay.newUser("clara");
  }

  @AfterEach
  void hangUp() {
    for (ForeignClient one : List.of(anna, boris, clara)) one.close();
  }

  /** Asks, and awaits the answer to just that. */
  static JsonNode ask(ForeignClient by, String request, Object... values) {
    String name = "ask-" + NUMBER.incrementAndGet();
    by.send(request.replaceFirst("}$", ",'id':'" + name + "'}"), values);
    JsonNode answer = by.next();
    while (!answer.path("re").asText().equals(name)) answer = by.next();
    return answer;
  }

  static void ok(ForeignClient by, String request, Object... values) {
    assertThat(ask(by, request, values).path("type").asText()).isEqualTo("ok");
  }

  static void refused(String code, ForeignClient by, String request, Object... values) {
    assertThat(ask(by, request, values).path("code").asText()).isEqualTo(code);
  }

  void create(String more) {
    enter(anna, "{'type':'createChannel','channel':'%s'" + more + "}");
  }

  void join(ForeignClient user) {
    enter(user, "{'type':'join','channel':'%s'}");
  }

  /** Asks to, and hears that it is in, which may come before the answer. */
  private void enter(ForeignClient user, String request) {
    user.send(request, channel);
    boolean isAnswered = false;
    boolean hasHeard = false;
    while (!isAnswered || !hasHeard) {
      JsonNode next = user.next();
      isAnswered |= next.path("type").asText().equals("ok");
      hasHeard |=
          next.path("change").asText().equals("joined")
              && next.path("username").asText().equals(user.username());
    }
  }

  long say(ForeignClient by, String text) {
    JsonNode sent = ask(by, "{'type':'message','to':'%s','text':'%s'}", channel, text);
    assertThat(sent.path("type").asText()).isEqualTo("sent");
    return sent.path("seq").asLong();
  }

  static void expectChange(ForeignClient at, ForeignClient who, String change) {
    JsonNode membership = at.awaitMessage("membership");
    assertThat(membership.path("username").asText()).isEqualTo(who.username());
    assertThat(membership.path("change").asText()).isEqualTo(change);
  }

  static List<String> names(JsonNode list, String field) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path(field).asText()));
    return names;
  }
}

package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Username;
import org.junit.jupiter.api.Test;

class OpeningsTest {
  private final ConversationId talk =
      ConversationId.between(new Username("anna"), new Username("boris"));
  private final Openings<String> openings = new Openings<>();

  private void write(String... posts) {
    for (String post : posts) openings.admits(talk, post);
  }

  @Test
  void letsTheFirstGoAlone() {
    assertThat(openings.admits(talk, "first")).isTrue();
    assertThat(openings.admits(talk, "second")).isFalse();
    assertThat(openings.admits(talk, "third")).isFalse();
    assertThat(openings.begun(talk)).containsExactly("second", "third");
    assertThat(openings.admits(talk, "fourth")).isTrue();
    assertThat(openings.admits(talk, "fifth")).isTrue();
  }

  @Test
  void keepsOthersWaitingForNobodyElsesConversation() {
    write("first", "second");
    ConversationId other = ConversationId.between(new Username("anna"), new Username("clara"));
    assertThat(openings.admits(other, "hello")).isTrue();
    assertThat(openings.begun(other)).isEmpty();
  }

  @Test
  void letsTheNextGoAloneWhereOneIsRefused() {
    write("first", "second", "third");
    assertThat(openings.refused(talk)).contains("second");
    assertThat(openings.admits(talk, "fourth")).isFalse();
    assertThat(openings.begun(talk)).containsExactly("third", "fourth");
  }

  @Test
  void beginsAnewWhenTheLastWasRefused() {
    write("first");
    assertThat(openings.refused(talk)).isEmpty();
    assertThat(openings.admits(talk, "second")).isTrue();
    assertThat(openings.admits(talk, "third")).isFalse();
  }

  @Test
  void givesUpAllThatWaitedForWhatWasNotAnswered() {
    write("first", "second", "third");
    assertThat(openings.givenUp(talk)).containsExactly("second", "third");
    assertThat(openings.admits(talk, "fourth")).isTrue();
  }

  @Test
  void remembersOnlySoMany() {
    for (int i = 0; i < Openings.MOST_BEGUN; i++)
      openings.begun(ConversationId.between(new Username("anna"), new Username("user-" + i)));
    ConversationId first = ConversationId.between(new Username("anna"), new Username("user-0"));
    ConversationId second = ConversationId.between(new Username("anna"), new Username("user-1"));
    openings.begun(first);
    assertThat(openings.admits(second, "known")).isTrue();
    assertThat(openings.admits(second, "as known")).isTrue();
    openings.begun(talk);
    assertThat(openings.admits(talk, "one")).isTrue();
    assertThat(openings.admits(talk, "another")).isTrue();
    assertThat(openings.admits(first, "alone")).isTrue();
    assertThat(openings.admits(first, "behind it")).isFalse();
  }
}

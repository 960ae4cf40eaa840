package io.peerrelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Source;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search finds, whether or not there is an index. */
abstract class SearchSuite extends SearchFixture {
  static final Duration LONG = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "The lighthouse keeper, LIGHT",
    "The lighthouse keeper, house",
    "The lighthouse keeper, keeper the",
    "The lighthouse keeper, ht",
    "Fahrstraße 7, STRASSE",
    "Ein Škoda, škoda",
    "Привет из Београда, БЕОГРАД",
    "Привет из Београда, из",
    "東京で会いましょう, 東京",
    "東京で会いましょう, 京",
    "東京で会いましょう, 会いま 東京",
    "서울에서, 서울",
    "a 🦊 in the snow, 🦊",
    "a 🦊 in the snow, snow 🦊",
    "cost: (5.00$) [a|b]* \\d+, (5.00$) \\d+",
    "cost: (5.00$) [a|b]* \\d+, .",
    "ｆｕｌｌ ｗｉｄｔｈ, full",
  })
  void findsWordsInsideOfWordsInAnyScript(String text, String search) {
    chatter(700);
    long seq = say(text);
    chatter(700);
    assertFinds(search, seq);
  }

  @Test
  void wantsAllWordsInOneMessage() {
    chatter(600);
    say("a violet");
    say("an umbrella");
    long both = say("UMBRELLAS are ultraviolet");
    assertFinds("violet umbrella", both);
    assertFinds("violet umbrella tulip");
  }

  @Test
  void findsNewestFirstAndSaysIfThereAreMore() {
    for (int i = 0; i < 600; i++) say(List.of("beetroot", "carrot"));
    ServerMessage.Found found = search("beetroot", AMPLE);
    assertThat(seqs(found)).hasSize(500).startsWith(1199L, 1197L).endsWith(201L);
    assertThat(found.complete()).isFalse();
    assertThat(seqs(search("beetroot", AMPLE))).isEqualTo(seqs(found));
  }

  @Test
  void findsAnEditedMessageByItsNewTextOnly() {
    chatter(300);
    long old = say("apricots");
    chatter(900);
    long young = say("apricots");
    assertFinds("apricots", young, old);
    edit(old, "cherries");
    assertFinds("apricots", young);
    assertFinds("cherries", old);
    edit(young, "cherries");
    edit(old, "almonds");
    assertFinds("apricots");
    assertFinds("cherries", young);
    assertFinds("almonds", old);
  }

  @Test
  void neverFindsADeletedMessage() {
    chatter(300);
    long old = say("apricots");
    chatter(900);
    long young = say("apricots");
    assertFinds("apricots", young, old);
    delete(old);
    assertFinds("apricots", young);
    delete(young);
    assertFinds("apricots");
  }

  @Test
  void findsWhatWasSaidSinceTheLastSearch() {
    chatter(200);
    long first = say("marmalade");
    assertFinds("marmalade", first);
    List<Long> all = new ArrayList<>(List.of(first));
    for (int gap : new int[] {1, 60, 70, 500, 600}) {
      chatter(gap);
      all.add(0, say("marmalade"));
      assertFinds("marmalade", all.toArray(Long[]::new));
    }
  }

  @Test
  void findsAtBothEndsOfALongMessage() {
    chatter(600);
    Random random = new Random(7);
    String middle =
        Stream.generate(() -> Integer.toString(random.nextInt(1 << 20), 36))
            .limit(3_000)
            .collect(Collectors.joining(" "));
    long seq = say("beginning " + middle + " conclusion");
    chatter(600);
    assertFinds("beginning", seq);
    assertFinds("conclusion beginning", seq);
    assertFinds("inning c" + "onclusions");
  }

  @Test
  void findsNothingOfAChannelBeforeItBeganAnew() {
    chatter(700);
    say("secret");
    assertThat(seqs(search("secret", AMPLE))).hasSize(1);
    ask(to -> new ChannelCommand.Leave(anna, to));
    create();
    assertFinds("secret");
    chatter(700);
    long now = say("secret no more");
    assertFinds("secret", now);
  }

  @Test
  void hidesFromOneWhoBlocksWhatTheOtherSays() {
    Username boris = new Username("boris-" + UUID.randomUUID());
    ConversationId two = ConversationId.between(anna, boris);
    for (int i = 0; i < 200; i++) post(two, boris, "hello " + i);
    ask(two, to -> new ConversationCommand.SetBlocked(anna, true, to));
    long hidden = post(two, boris, "you will hear of this");
    for (int round = 1; round <= 2; round++) {
      assertThat(found(boris, two, "hear")).containsExactly(hidden);
      assertThat(found(anna, two, "hear")).isEmpty();
    }
  }

  private long post(ConversationId two, Username by, String text) {
    ConversationReply.Stored stored =
        ask(two, to -> new ConversationCommand.Post(by, anna, text, null, null, null, to));
    return stored.seq();
  }

  @Test
  void findsNothingForOneWhoIsNoMember() {
    chatter(200);
    say("secret");
    assertThat(seqs(search("secret", AMPLE))).hasSize(1);
    assertThat(found(new Username("mallory"), id(), "secret")).isEmpty();
  }

  @Test
  void failsWhereNothingCanBeReadAndDoesNotTakeItForNothingFound() {
    chatter(200);
    assertThat(begin("plums", (journal, from, to) -> Source.failed(new IOException("gone"))))
        .failsWithin(LONG);
  }

  /** Words of few letters, so that a message has many by chance. */
  @Test
  void findsWhatEachMessageSaysForItself() {
    Random random = new Random(42);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) texts.add(words(random, 1 + random.nextInt(8)));
    for (int i = 0; i < texts.size(); i += 100) say(texts.subList(i, i + 100));
    for (int round = 0; round < 60; round++) {
      int changed = random.nextInt(texts.size());
      if (round % 2 == 0) edit(changed + 1, set(texts, changed, words(random, 3)));
      String words = words(random, 1 + random.nextInt(2));
      List<Long> expected = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++)
        if (Stream.of(words.split(" ")).allMatch(texts.get(i)::contains)) expected.add(i + 1L);
      Collections.reverse(expected);
      List<Long> found = seqs(search(words, AMPLE));
      assertThat(found).as(words).isEqualTo(expected.subList(0, Math.min(500, expected.size())));
    }
  }

  private static String set(List<String> texts, int place, String text) {
    texts.set(place, text);
    return text;
  }

  private static String words(Random random, int count) {
    return Stream.generate(() -> word(random)).limit(count).collect(Collectors.joining(" "));
  }

  private static String word(Random random) {
    return random
        .ints(2 + random.nextInt(4), 0, 6)
        .mapToObj(i -> "abcñ会я".substring(i, i + 1))
        .collect(Collectors.joining());
  }
}

package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionSuffixTest {
  private final CollectionSuffix suffix = new CollectionSuffix();

  /** If this fails, journals that exist would not be found again. */
  @ParameterizedTest
  @CsvSource({"Account|alice, 5b", "Account|Žarko, 56", "Налог|Ђорђе, 9f", "Transfer|1, c7"})
  void neverChanges(String persistenceId, String expected) {
    assertThat(suffix.getSuffixFromPersistenceId(persistenceId)).isEqualTo(expected);
  }

  @Test
  void spreadsEvenlyOver256Collections() {
    List<String> suffixes =
        IntStream.range(0, 25_600)
            .mapToObj(number -> suffix.getSuffixFromPersistenceId("Account|user" + number))
            .toList();

    assertThat(suffixes).allMatch(each -> each.matches("[0-9a-f]{2}"));
    assertThat(suffixes.stream().distinct()).hasSize(256);
    assertThat(suffixes.stream().filter(each -> each.equals("7f")).count()).isBetween(50L, 200L);
  }
}

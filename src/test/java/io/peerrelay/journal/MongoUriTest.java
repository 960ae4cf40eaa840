package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoUriTest {
  @ParameterizedTest
  @CsvSource({
    "mongodb://h/d?tls=true,                   mongodb://h/d?ssl=true",
    "mongodb://h/d?ssl=true&tls=true,          mongodb://h/d?ssl=true",
    "mongodb://h/d?w=1&TLS=true,               mongodb://h/d?ssl=true&w=1",
    "mongodb://h/d?tls=true&tlsInsecure=true,  mongodb://h/d?ssl=true&sslInvalidHostNameAllowed=true",
    "mongodb://h/d?tls=false,                  mongodb://h/d?tls=false",
    "mongodb://h/d?w=1,                        mongodb://h/d?w=1",
  })
  void asksForTlsInTheWordsOfThePlugin(String uri, String expected) {
    assertThat(MongoUri.parse(uri).text()).isEqualTo(expected);
  }

  @Test
  void namesDatabaseWithoutChangingWhereTheUserIsLookedUp() {
    MongoUri uri = MongoUri.parse("mongodb://user:pw@h:1,i:2/?replicaSet=r");

    assertThat(uri.database()).isEqualTo("peer_relay");
    assertThat(uri.text()).isEqualTo("mongodb://user:pw@h:1,i:2/?replicaSet=r");
    assertThat(MongoUri.parse("mongodb://h/mine").database()).isEqualTo("mine");
  }

  @Test
  void showsNeitherUserNorPasswordNorOptions() {
    assertThat(MongoUri.parse("mongodb://user:secret@h:1,i:2/d?authSource=admin"))
        .hasToString("mongodb://h:1,i:2/d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:27017",
        "http://user:secret@h/d",
        "mongodb://",
        "mongodb://user:sec@ret@h/d",
        "mongodb://user:sec/ret@h/d",
        "mongodb://user:secret@h:port/d",
        "mongodb://user:secret@h:99999/d",
        "mongodb://user:secret%zz@h/d",
        "mongodb://user:secret^@h/d",
        "mongodb://user:secret@h/d?tls=true&ssl=false",
      })
  void refusesWhatIsNoUriAndKeepsThePasswordToItself(String uri) {
    assertThatThrownBy(() -> MongoUri.parse(uri))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Expected is mongodb://")
        .hasMessageNotContainingAny("secret", "sec@ret", "ret@h")
        .hasNoCause();
  }
}

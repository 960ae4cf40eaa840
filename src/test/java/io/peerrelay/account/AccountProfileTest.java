package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.ProfileFields;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users say of themselves is kept with the account. */
class AccountProfileTest extends AccountFixture {
  @Test
  void keepsWhatWasRegisteredAlsoThroughARestart() {
    become("active");
    assertThat(ask("describe")).isEqualTo(new Account.Described(ALICE, EMAIL, PROFILE));
    account.restart();
    assertThat(ask("describe")).isEqualTo(new Account.Described(ALICE, EMAIL, PROFILE));
  }

  @Test
  void hasNoneWhereNoneWasGiven() {
    become("unregistered");
    ask(new AccountCommand.Register(ALICE, PASSWORD, null, null, replies.getRef()));
    assertThat(ask("describe")).isEqualTo(new Account.Described(ALICE, null, ProfileFields.NONE));
  }

  @Test
  void changesWhatIsNamedAndLeavesTheRest() {
    become("active");
    assertThat(change("city", "Riga")).isEqualTo(new Account.Done());
    assertThat(fields()).isEqualTo(Map.of("nickname", "Ali", "city", "Riga"));
    assertThat(change("nickname", null)).isEqualTo(new Account.Done());
    assertThat(fields()).isEqualTo(Map.of("city", "Riga"));
    account.restart();
    assertThat(fields()).isEqualTo(Map.of("city", "Riga"));
  }

  @Test
  void storesNothingWhereNothingChanges() {
    become("active");
    int before = events().size();
    assertThat(change("nickname", "Ali")).isEqualTo(new Account.Done());
    assertThat(change("phone", null)).isEqualTo(new Account.Done());
    assertThat(events()).hasSize(before);
  }

  @Test
  void refusesMoreFieldsInAllThanAProfileHas() {
    become("active");
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 31; i++) many.put("field" + i, "x");
    assertThat(ask(new AccountCommand.ChangeProfile(many, replies.getRef())))
        .isEqualTo(new Account.Done());
    assertThat(code(change("city", "Riga"))).isEqualTo("badField");
    assertThat(fields()).hasSize(32);
    // One may go while another comes.
    Map<String, String> exchange = new HashMap<>();
    exchange.put("field0", null);
    exchange.put("city", "Riga");
    assertThat(ask(new AccountCommand.ChangeProfile(exchange, replies.getRef())))
        .isEqualTo(new Account.Done());
  }

  private Account.Reply change(String name, String value) {
    Map<String, String> change = new HashMap<>();
    change.put(name, value);
    return ask(new AccountCommand.ChangeProfile(change, replies.getRef()));
  }

  private Map<String, String> fields() {
    return ((Account.Described) ask("describe")).profile().values();
  }
}

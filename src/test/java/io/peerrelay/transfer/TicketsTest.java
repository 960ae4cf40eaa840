package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final Username ANNA = new Username("anna");
  private static final Username BORIS = new Username("boris");

  private final Tickets tickets = new Tickets(Duration.ofHours(1));

  @Test
  void letsInOnce() {
    String ticket = tickets.issue(ANNA);
    assertThat(tickets.redeem(ticket, true)).contains(ANNA);
    assertThat(tickets.redeem(ticket, true)).isEmpty();
  }

  @Test
  void isGoodAfterALookThatDoesNotUseItUp() {
    String ticket = tickets.issue(ANNA);
    assertThat(tickets.redeem(ticket, false)).contains(ANNA);
    assertThat(tickets.redeem(ticket, true)).contains(ANNA);
  }

  @Test
  void letsInTheOneWhoseItIsWhoeverElseHasOne() {
    String annas = tickets.issue(ANNA);
    String boris = tickets.issue(BORIS);
    assertThat(tickets.redeem(boris, true)).contains(BORIS);
    assertThat(tickets.redeem(annas, true)).contains(ANNA);
  }

  @Test
  void letsNobodyInAfterItsTime() {
    Tickets old = new Tickets(Duration.ZERO);
    assertThat(old.redeem(old.issue(ANNA), true)).isEmpty();
  }

  @Test
  void letsNobodyInWithWhatWasNeverIssued() {
    String ticket = tickets.issue(ANNA);
    for (String other : List.of("", ticket + "A", ticket.substring(1), "ä".repeat(24)))
      assertThat(tickets.redeem(other, true)).isEmpty();
    assertThat(new Tickets(Duration.ofHours(1)).redeem(ticket, true)).isEmpty();
    assertThat(tickets.redeem(ticket, true)).contains(ANNA);
  }

  @Test
  void forgetsTheOldestWhereNobodyUsesThem() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) all.add(tickets.issue(ANNA));
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all.stream().filter(ticket -> tickets.redeem(ticket, true).isPresent()))
        .containsExactlyElementsOf(all.subList(68, 100));
  }

  @Test
  void goesIntoAnAddressAsItIs() {
    assertThat(tickets.issue(ANNA)).matches("[A-Za-z0-9_-]{24}");
  }
}

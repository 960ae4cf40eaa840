package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.EmailClaim.Answer.GRANTED;
import static io.peerrelay.account.EmailClaim.Answer.TAKEN;
import static io.peerrelay.account.EmailClaim.Answer.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import io.peerrelay.account.EmailClaim.Answer;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailClaimTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Bed.journalInMemory());
  private static final Username BOB = new Username("bob");
  private static final Username CAROL = new Username("carol");

  private final TestProbe<Answer> answers = KIT.createTestProbe();
  private final TestProbe<ClusterSharding.ShardCommand> shard = KIT.createTestProbe();
  private final Bed bed = new Bed(KIT);
  private EventSourcedBehaviorTestKit<EmailClaim.Command, EmailClaim.Event, EmailClaim.State> claim;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void free() {
    claim =
        EventSourcedBehaviorTestKit.create(
            KIT.system(),
            EmailClaim.create(EmailClaim.id(EMAIL), shard.getRef(), bed.surroundings));
  }

  @Test
  void grantsAFreeAddressAndKeepsTheHolder() {
    claim(ALICE);
    answers.expectMessage(GRANTED);
    assertThat(claim.restart().state().holder()).isEqualTo(ALICE);
  }

  @Test
  void grantsTheSameClaimAgainWithoutANewEvent() {
    claim(ALICE);
    claim(new Username("ALICE"));
    answers.expectMessage(GRANTED);
    answers.expectMessage(GRANTED);
    assertThat(events()).isOne();
    bed.holder.expectNoMessage(Duration.ZERO);
  }

  @Test
  void refusesAnAddressThatItsHolderHas() {
    heldByAlice();
    claim(BOB);
    question().replyTo().tell(new EmailClaim.Holding(true));
    answers.expectMessage(TAKEN);
    assertThat(claim.getState().holder()).isEqualTo(ALICE);
  }

  @Test
  void handsOverAnAddressThatItsHolderDoesNotKnowOf() {
    heldByAlice();
    claim(BOB);
    question().replyTo().tell(new EmailClaim.Holding(false));
    answers.expectMessage(GRANTED);
    assertThat(claim.getState().holder()).isEqualTo(BOB);
  }

  @Test
  void leavesAllAsItIsIfTheHolderDoesNotAnswer() {
    heldByAlice();
    claim(BOB);
    answers.expectMessage(Bed.TIMEOUT, UNDECIDED);
    assertThat(claim.getState().holder()).isEqualTo(ALICE);
  }

  @Test
  void letsOthersWaitWhileTheHolderIsAsked() {
    heldByAlice();
    claim(BOB);
    claim(CAROL);
    claim(ALICE);
    claim.runCommand(new EmailClaim.Release(ALICE));
    question().replyTo().tell(new EmailClaim.Holding(false));
    answers.expectMessage(GRANTED);
    // Carol's claim came next: now it is Bob who is asked.
    question().replyTo().tell(new EmailClaim.Holding(true));
    answers.expectMessage(TAKEN);
    question().replyTo().tell(new EmailClaim.Holding(true));
    answers.expectMessage(TAKEN);
    assertThat(claim.getState().holder()).isEqualTo(BOB);
  }

  @Test
  void isReleasedByItsHolderAlone() {
    heldByAlice();
    claim.runCommand(new EmailClaim.Release(BOB));
    assertThat(claim.getState().holder()).isEqualTo(ALICE);
    claim.runCommand(new EmailClaim.Release(ALICE));
    assertThat(claim.getState().holder()).isNull();
    claim.runCommand(new EmailClaim.Release(ALICE));
    assertThat(events()).isEqualTo(2);
  }

  @Test
  void passesAForgottenPasswordOnToTheHolder() {
    claim.runCommand(new EmailClaim.ForgotPassword(EMAIL));
    bed.holder.expectNoMessage(Duration.ZERO);
    heldByAlice();
    claim.runCommand(new EmailClaim.ForgotPassword(EMAIL));
    bed.holder.expectMessage(new AccountCommand.ForgotPassword(EMAIL));
  }

  @Test
  void passivatesAndStops() {
    ActorRef<EmailClaim.Command> entity =
        KIT.spawn(EmailClaim.create(EmailClaim.id(EMAIL), shard.getRef(), bed.surroundings));
    entity.tell(EmailClaim.Lifecycle.IDLE);
    assertThat(shard.receiveMessage()).isInstanceOf(ClusterSharding.Passivate.class);
    entity.tell(EmailClaim.Lifecycle.STOP);
    answers.expectTerminated(entity, Duration.ofSeconds(3));
  }

  private void heldByAlice() {
    claim.initialize(new EmailClaim.Claimed(EMAIL, ALICE, bed.clock.instant()));
  }

  private void claim(Username by) {
    claim.runCommand(new EmailClaim.Claim(EMAIL, by, answers.getRef()));
  }

  private AccountCommand.AskHolder question() {
    return bed.holder.expectMessageClass(AccountCommand.AskHolder.class);
  }

  private int events() {
    return claim
        .persistenceTestKit()
        .persistedInStorage("EmailClaim|" + EmailClaim.id(EMAIL))
        .size();
  }
}

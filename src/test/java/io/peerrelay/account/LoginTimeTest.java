package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.peerrelay.account.Account.Reply;
import io.peerrelay.settings.AccountSettings;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How long a failed login takes must not tell why it failed. */
class LoginTimeTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Bed.journalInMemory());
  private static final int ROUNDS = 15;

  private final Bed bed = new Bed(KIT, neverLocking(new Argon2Settings(19 * 1024, 2, 1, 1, 10)));
  private final TestProbe<Reply> replies = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void takesTheSameTimeWhateverWasWrong() {
    ActorRef<AccountCommand> known = spawn(ALICE.key());
    ActorRef<AccountCommand> unknown = spawn("nobody");
    known.tell(new AccountCommand.Register(ALICE, PASSWORD, null, null, replies.getRef()));
    replies.expectMessageClass(Account.Registered.class);
    Token token = Token.random(ALICE);

    List<Long> knownTimes = new ArrayList<>();
    List<Long> unknownTimes = new ArrayList<>();
    List<Long> tokenTimes = new ArrayList<>();
    // In turns, so that whatever else this machine does falls on each alike.
    for (int round = 0; round < ROUNDS; round++) {
      knownTimes.add(time(known, replyTo -> new AccountCommand.LogIn(OTHER, null, replyTo)));
      unknownTimes.add(time(unknown, replyTo -> new AccountCommand.LogIn(OTHER, null, replyTo)));
      tokenTimes.add(time(known, to -> new AccountCommand.LogInByToken(token.text(), null, to)));
    }
    assertThat(least(unknownTimes) / least(knownTimes)).isBetween(0.5, 2.0);
    assertThat(least(tokenTimes) / least(knownTimes)).isBetween(0.5, 2.0);
  }

  private long time(
      ActorRef<AccountCommand> account, Function<ActorRef<Reply>, AccountCommand> command) {
    long start = System.nanoTime();
    account.tell(command.apply(replies.getRef()));
    assertThat(replies.receiveMessage()).isEqualTo(new Account.Refused(Refusals.BAD_CREDENTIALS));
    return System.nanoTime() - start;
  }

  /** The least that the work takes: what else the machine does only adds to it. */
  private static double least(List<Long> times) {
    return Collections.min(times);
  }

  private ActorRef<AccountCommand> spawn(String key) {
    TestProbe<ClusterSharding.ShardCommand> shard = KIT.createTestProbe();
    return KIT.spawn(Account.create(key, shard.getRef(), bed.surroundings));
  }

  private static AccountSettings neverLocking(Argon2Settings cost) {
    return new AccountSettings(
        8,
        cost,
        Duration.ofMinutes(15),
        3,
        Duration.ofMinutes(1),
        Duration.ofDays(1),
        Duration.ofDays(30),
        3,
        1_000_000,
        Duration.ofMinutes(5));
  }
}

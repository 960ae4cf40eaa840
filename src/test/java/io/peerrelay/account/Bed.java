package io.peerrelay.account;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.RecipientRef;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.AccountSettings;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the entities of this room stand on in tests: all of it real, but cheap, and watched. */
final class Bed {
  /** One thread: what was begun first is done first. */
  static final Argon2Settings CHEAP = new Argon2Settings(64, 1, 1, 1, 200);

  static final AccountSettings SETTINGS = settings(CHEAP);

  /** Claims wait half of it, holders are waited for a quarter of it. */
  static final Duration TIMEOUT = Duration.ofSeconds(6);

  static final Username ALICE = new Username("Alice");
  static final EmailAddress EMAIL = new EmailAddress("Alice@example.org");
  static final ProfileFields PROFILE = new ProfileFields(Map.of("nickname", "Ali"));
  static final Secret PASSWORD = new Secret("tangerine tree");
  static final Secret OTHER = new Secret("marmalade skies");

  final TestClock clock = new TestClock();
  final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  final BlockingQueue<Username> ended = new LinkedBlockingQueue<>();
  final BlockingQueue<SessionId> endedAlone = new LinkedBlockingQueue<>();
  final LiveSessions live = new NotedEnds(ended, endedAlone);
  final TestProbe<EmailClaim.Command> claim;
  final TestProbe<AccountCommand> holder;
  final Surroundings surroundings;

  Bed(ActorTestKit kit) {
    this(kit, SETTINGS);
  }

  Bed(ActorTestKit kit, AccountSettings settings) {
    this.claim = kit.createTestProbe();
    this.holder = kit.createTestProbe();
    this.surroundings =
        new Surroundings(
            settings,
            new Passwords(settings.argon2()),
            new Lockouts(settings.lockAfter(), settings.lockDuration(), clock),
            mails::add,
            live,
            new Probes(claim, holder),
            clock,
            TIMEOUT);
  }

  /** Every question to another entity ends in a probe. */
  private record Probes(TestProbe<EmailClaim.Command> claim, TestProbe<AccountCommand> holder)
      implements Surroundings.Directory {
    @Override
    public RecipientRef<AccountCommand> account(Username username) {
      return holder.getRef();
    }

    @Override
    public RecipientRef<EmailClaim.Command> claim(EmailAddress email) {
      return claim.getRef();
    }
  }

  static AccountSettings settings(Argon2Settings cost) {
    return new AccountSettings(
        8,
        cost,
        Duration.ofMinutes(15),
        3,
        Duration.ofMinutes(1),
        Duration.ofDays(1),
        Duration.ofDays(30),
        3,
        4,
        Duration.ofMinutes(5));
  }

  static Config journalInMemory() {
    return EventSourcedBehaviorTestKit.config().withFallback(serialization());
  }

  static Config clusterOfOne() {
    return ConfigFactory.parseString(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            akka.cluster.sharding { passivation.strategy = none, number-of-shards = 10 }
            akka.cluster.jmx.enabled = off
            akka.coordinated-shutdown.exit-jvm = off
            """)
        .withFallback(journalInMemory());
  }

  /** As the relay stores, and on what threads. */
  private static Config serialization() {
    Config journal = ConfigFactory.parseResources("journal.conf");
    return journal
        .withOnlyPath("akka.actor")
        .withFallback(journal.withOnlyPath("akka.serialization"))
        .withFallback(journal.withOnlyPath("akka.entity-dispatcher"));
  }

  /** The line of a mail that is a code and nothing else. */
  static Secret code(Mail mail) {
    return mail.text()
        .lines()
        .filter(line -> line.matches("\\d{8}"))
        .map(Secret::new)
        .findFirst()
        .orElseThrow();
  }
}

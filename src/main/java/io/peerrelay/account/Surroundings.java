package io.peerrelay.account;

import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.SupervisorStrategy;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.AccountSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What the entities of this room share on a node.
 *
 * @param live told of what ends
 * @param timeout how long a client's request may take in all
 */
record Surroundings(
    AccountSettings settings,
    Passwords passwords,
    Lockouts lockouts,
    MailSender mail,
    LiveSessions live,
    Directory directory,
    InstantSource clock,
    Duration timeout) {
  static final Duration IDLE_AFTER = Duration.ofMinutes(2);

  /** What an entity does when the journal fails: it comes back soon, then less and less soon. */
  static final BackoffSupervisorStrategy RETRY =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  /** Where the entities are. */
  interface Directory {
    RecipientRef<AccountCommand> account(Username username);

    RecipientRef<EmailClaim.Command> claim(EmailAddress email);
  }

  /** As exactly as clients see it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.AccountSettings.Argon2Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final Secret SECRET = new Secret("tangerine tree");
  private static final PasswordHash SLOW =
      PasswordHash.decoy(new Argon2Settings(64 * 1024, 20, 1, 1, 0));
  private final Passwords passwords = new Passwords(new Argon2Settings(64, 1, 1, 2, 3));

  @AfterEach
  void stop() {
    passwords.stop();
  }

  @Test
  void hashesAndChecks() {
    PasswordHash hash = passwords.hash(SECRET).toCompletableFuture().join();
    assertThat(passwords.check(SECRET, hash).toCompletableFuture().join())
        .isEqualTo(new Passwords.Check(true, null));
    assertThat(passwords.check(SECRET, passwords.decoy()).toCompletableFuture().join())
        .isEqualTo(new Passwords.Check(false, null));
  }

  @Test
  void renewsACheaperHashOnlyWhenTheSecretIsRight() {
    PasswordHash cheap = PasswordHash.of(SECRET, new Argon2Settings(32, 1, 1, 1, 1));
    Passwords.Check right = passwords.check(SECRET, cheap).toCompletableFuture().join();
    assertThat(right.renewed().matches(SECRET)).isTrue();
    Secret wrong = new Secret("marmalade skies");
    assertThat(passwords.check(wrong, cheap).toCompletableFuture().join().renewed()).isNull();
  }

  @Test
  void computesSoManyAtOnceLetsSoManyWaitAndRejectsTheRest() {
    List<CompletionStage<Passwords.Check>> checks =
        IntStream.range(0, 7).mapToObj(i -> passwords.check(SECRET, SLOW)).toList();
    assertThat(checks.subList(0, 5))
        .allSatisfy(check -> assertThat(check.toCompletableFuture()).isNotDone());
    assertThat(checks.subList(5, 7))
        .allSatisfy(
            check ->
                assertThat(check.toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(RejectedExecutionException.class));
  }
}

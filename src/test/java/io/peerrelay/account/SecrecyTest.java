package io.peerrelay.account;

import static io.peerrelay.account.Bed.ALICE;
import static io.peerrelay.account.Bed.EMAIL;
import static io.peerrelay.account.Bed.OTHER;
import static io.peerrelay.account.Bed.PASSWORD;
import static io.peerrelay.account.Bed.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.account.Account.Reply;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.Secret;
import io.peerrelay.settings.MailSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No password, code or token may stay anywhere: in the journal, in a log, in the words of an
 * object.
 */
class SecrecyTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.loglevel = DEBUG").withFallback(Bed.clusterOfOne()));
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final Level before = ROOT.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
      };
  @TempDir private Path data;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void listen() {
    ROOT.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(ROOT::detachAppender);
    appender.start();
    ROOT.addAppender(appender);
    ROOT.setLevel(Level.DEBUG);
  }

  @AfterEach
  void rest() {
    ROOT.detachAppender(appender);
    others.forEach(ROOT::addAppender);
    ROOT.setLevel(before);
  }

  @Test
  void keepsNoSecretAnywhere() {
    Bed bed = new Bed(KIT);
    MailQueue outbox =
        MailQueue.start(
            KIT.system(),
            new MailSettings("relay@localhost", Optional.empty()),
            data.resolve("outbox"));
    Cluster cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    Accounts accounts =
        Accounts.start(
            KIT.system(),
            SETTINGS,
            Duration.ofSeconds(30),
            mail -> {
              outbox.send(mail);
              bed.mails.add(mail);
            },
            bed.live,
            bed.clock);

    get(accounts.register(new ClientMessage.Register(ALICE, PASSWORD, EMAIL)));
    Secret confirmation = nextCode(bed);
    get(accounts.confirm(new ClientMessage.Confirm(ALICE, confirmation)));
    Account.LoggedIn first =
        (Account.LoggedIn)
            get(accounts.logIn(new ClientMessage.Login(ALICE, PASSWORD, null, null)));
    get(accounts.logIn(new ClientMessage.Login(null, null, first.token(), null)));
    get(accounts.changePassword(ALICE, new ClientMessage.ChangePassword(PASSWORD, OTHER)));
    bed.clock.pass(SETTINGS.codeInterval());
    get(accounts.forgotPassword(new ClientMessage.ForgotPassword(EMAIL)));
    Secret reset = nextCode(bed);
    Secret third = new Secret("cellophane flowers");
    get(accounts.resetPassword(new ClientMessage.ResetPassword(ALICE, reset, third)));
    Account.LoggedIn second =
        (Account.LoggedIn) get(accounts.logIn(new ClientMessage.Login(ALICE, third, null, null)));
    get(accounts.logOut(ALICE, second.token()));
    get(accounts.deleteAccount(ALICE, new ClientMessage.DeleteAccount(third)));
    await().until(() -> log.stream().filter(line -> line.contains(".eml")).count() == 2);

    Stream.of(PASSWORD, OTHER, third, confirmation, reset, first.token(), second.token())
        .map(Secret::value)
        .forEach(
            secret -> {
              assertThat(stored()).noneMatch(text -> text.contains(secret));
              assertThat(log).noneMatch(line -> line.contains(secret));
              assertThat(List.of(first.toString(), second.toString()))
                  .noneMatch(text -> text.contains(secret));
            });
    // The search finds what is there.
    assertThat(stored()).anyMatch(text -> text.contains("$argon2id$"));
  }

  /** Every stored event, as its bytes and in its own words. */
  private static List<String> stored() {
    Serialization serialization = SerializationExtension.get(Adapter.toClassic(KIT.system()));
    PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
    return Stream.of("Account|" + ALICE.key(), "EmailClaim|" + EmailClaim.id(EMAIL))
        .flatMap(id -> journal.persistedInStorage(id).stream())
        .flatMap(
            event ->
                Stream.of(
                    event.toString(),
                    new String(serialization.serialize(event).get(), StandardCharsets.ISO_8859_1)))
        .toList();
  }

  private static Secret nextCode(Bed bed) {
    await().until(() -> !bed.mails.isEmpty());
    return Bed.code(bed.mails.remove());
  }

  private static Reply get(CompletionStage<Reply> reply) {
    Reply got = reply.toCompletableFuture().join();
    assertThat(got).isNotInstanceOf(Account.Refused.class);
    return got;
  }
}

package io.peerrelay.account;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import io.peerrelay.settings.MailSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets mails out on threads of its own. What fails is tried again, less and less often, for as long
 * as the mail is of use. What waits here is lost with the process, because codes are never stored
 * but as hashes: whoever misses a mail asks for another.
 */
public final class MailQueue implements MailSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 10_000;
  private static final Duration GRACE = Duration.ofSeconds(4);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final MailTransport transport;
  private final Duration firstPause;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "mail");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * By SMTP where that is set, else into the outbox. Ends with the system, after the mails that are
   * under way.
   */
  public static MailQueue start(ActorSystem<?> system, MailSettings settings, Path outbox) {
    MailTransport transport =
        settings
            .smtp()
            .<MailTransport>map(smtp -> new SmtpMail(settings.from(), smtp))
            .orElseGet(() -> new OutboxMail(settings.from(), outbox));
    MailQueue queue = new MailQueue(transport, FIRST_PAUSE);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "mail",
            () -> CompletableFuture.supplyAsync(queue::stop));
    return queue;
  }

  /**
   * @param firstPause how long to wait before the second try; twice as long before the third, and
   *     so on
   */
  MailQueue(MailTransport transport, Duration firstPause) {
    this.transport = transport;
    this.firstPause = firstPause;
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void send(Mail mail) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      giveUp(mail, MOST_WAITING + " mails are waiting already");
      return;
    }
    schedule(new Waiting(mail, System.nanoTime(), firstPause), Duration.ZERO);
  }

  /**
   * A mail that did not get out yet.
   *
   * @param since in nanoseconds
   * @param pause before the try after the next
   */
  private record Waiting(Mail mail, long since, Duration pause) {
    Waiting again() {
      Duration twice = pause.multipliedBy(2);
      return new Waiting(mail, since, twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
    }

    boolean isOfUseAfter(Duration pause) {
      Duration age = Duration.ofNanos(System.nanoTime() - since).plus(pause);
      return age.compareTo(mail.usefulFor()) < 0;
    }
  }

  private void schedule(Waiting one, Duration pause) {
    try {
      threads.schedule(() -> attempt(one), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      giveUp(one.mail(), "the relay is stopping");
    }
  }

  private void attempt(Waiting one) {
    if (!one.isOfUseAfter(Duration.ZERO)) {
      giveUp(one.mail(), "its code is no longer good");
      return;
    }
    try {
      transport.deliver(one.mail());
      waiting.decrementAndGet();
    } catch (MailRefused e) {
      giveUp(one.mail(), inOneLine(e.getCause()));
    } catch (Exception | LinkageError e) {
      retry(one, e);
    }
  }

  private void retry(Waiting one, Throwable failure) {
    if (!one.isOfUseAfter(one.pause())) {
      giveUp(one.mail(), inOneLine(failure));
      return;
    }
    LOG.info("A mail to {} has to wait: {}", one.mail().to(), inOneLine(failure));
    schedule(one.again(), one.pause());
  }

  /** It may repeat what a server said. */
  private static String inOneLine(Throwable failure) {
    return failure.toString().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  private void giveUp(Mail mail, String reason) {
    waiting.decrementAndGet();
    LOG.warn("A mail to {} could not be sent and is lost: {}", mail.to(), reason);
  }

  /** How many mails are neither out nor given up. */
  int waiting() {
    return waiting.get();
  }

  /** Mails under way get out if they are quick; those that wait for another try don't. */
  Done stop() {
    threads.shutdown();
    try {
      threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    if (waiting.get() > 0) LOG.warn("{} mails were not sent yet and are lost", waiting.get());
    return Done.getInstance();
  }
}

package io.peerrelay.account;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import io.peerrelay.settings.MailSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets mails out on threads of its own, and tries again where that fails. What waits here is lost
 * with the process: whoever misses a mail asks for another.
 */
public final class MailQueue implements MailSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 10_000;
  private static final Duration GRACE = Duration.ofSeconds(4);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

  private final MailTransport transport;
  private final List<Duration> pauses;
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
    MailQueue queue = new MailQueue(transport, PAUSES);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "mail",
            () -> CompletableFuture.supplyAsync(queue::stop));
    return queue;
  }

  /**
   * @param pauses how long to wait before each further try
   */
  MailQueue(MailTransport transport, List<Duration> pauses) {
    this.transport = transport;
    this.pauses = List.copyOf(pauses);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void send(Mail mail) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      giveUp(mail, MOST_WAITING + " mails are waiting already");
      return;
    }
    try {
      threads.execute(() -> attempt(mail, 0));
    } catch (RejectedExecutionException e) {
      giveUp(mail, "the relay is stopping");
    }
  }

  private void attempt(Mail mail, int failures) {
    try {
      transport.deliver(mail);
      waiting.decrementAndGet();
    } catch (Exception | LinkageError e) {
      if (failures == pauses.size()) {
        giveUp(mail, e.toString());
        return;
      }
      LOG.info("A mail to {} has to wait: {}", mail.to(), e.toString());
      retry(mail, failures);
    }
  }

  private void retry(Mail mail, int failures) {
    try {
      threads.schedule(
          () -> attempt(mail, failures + 1),
          pauses.get(failures).toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      giveUp(mail, "the relay is stopping");
    }
  }

  private void giveUp(Mail mail, String reason) {
    waiting.decrementAndGet();
    LOG.warn("A mail to {} could not be sent and is lost: {}", mail.to(), reason);
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

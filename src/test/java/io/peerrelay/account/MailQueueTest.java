package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.protocol.EmailAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailQueueTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Mail MAIL = mail(Duration.ofMinutes(15));

  private final AtomicInteger tries = new AtomicInteger();
  private final List<Mail> delivered = new CopyOnWriteArrayList<>();

  @Test
  void triesAgainWhatFails() {
    MailQueue queue = new MailQueue(failing(2), SOON);
    queue.send(MAIL);
    await().untilAsserted(() -> assertThat(delivered).containsExactly(MAIL));
    queue.stop();
  }

  @Test
  void givesUpWhenTheMailIsOfNoMoreUseAndGoesOnWithOthers() {
    MailQueue queue = new MailQueue(failing(Integer.MAX_VALUE, "expiring"), SOON);
    queue.send(mail("expiring", Duration.ofMillis(100)));
    await().until(() -> queue.waiting() == 0);
    queue.send(MAIL);
    await().untilAsserted(() -> assertThat(delivered).containsExactly(MAIL));
    queue.stop();
    // At 0, 1, 3, 7, 15, 31 and 63 ms: less and less often.
    assertThat(tries.get()).isBetween(1, 8);
  }

  @Test
  void givesUpAtOnceWhatIsRefusedForGood() {
    MailQueue queue =
        new MailQueue(
            mail -> {
              tries.incrementAndGet();
              throw new MailRefused(new IOException("nobody has this address"));
            },
            SOON);
    queue.send(MAIL);
    await().until(() -> queue.waiting() == 0);
    queue.stop();
    assertThat(tries).hasValue(1);
  }

  @Test
  void doesNotSendWhatWaitedTooLong() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    MailQueue queue =
        new MailQueue(
            mail -> {
              held.await();
              delivered.add(mail);
            },
            SOON);
    Mail late = mail("late", Duration.ofMillis(50));
    for (int i = 0; i < 4; i++) queue.send(MAIL); // One for each thread.
    queue.send(late);
    await().pollDelay(Duration.ofMillis(100)).until(() -> true); // Time is what it is about.
    held.countDown();
    await().until(() -> queue.waiting() == 0);
    queue.stop();
    assertThat(delivered).hasSize(4).doesNotContain(late);
  }

  @Test
  void neitherWaitsForAMailNorLosesOneThatIsUnderWayWhenItStops() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    MailQueue queue =
        new MailQueue(
            mail -> {
              begun.countDown();
              slow.await();
              delivered.add(mail);
            },
            SOON);
    queue.send(MAIL);
    begun.await();
    assertThat(delivered).isEmpty();
    Thread stopping = new Thread(queue::stop);
    stopping.start();
    slow.countDown();
    stopping.join();
    assertThat(delivered).containsExactly(MAIL);
    queue.send(MAIL);
    assertThat(delivered).hasSize(1);
  }

  @Test
  void stopsWithoutWaitingForAnotherTry() {
    MailQueue queue = new MailQueue(failing(1), Duration.ofMinutes(5));
    queue.send(MAIL);
    await().until(() -> tries.get() == 1);
    long start = System.nanoTime();
    queue.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(delivered).isEmpty();
  }

  private MailTransport failing(int times) {
    return failing(times, MAIL.subject());
  }

  private MailTransport failing(int times, String subject) {
    return mail -> {
      if (mail.subject().equals(subject) && tries.incrementAndGet() <= times)
        throw new IOException("not now");
      delivered.add(mail);
    };
  }

  private static Mail mail(Duration usefulFor) {
    return mail("subject", usefulFor);
  }

  private static Mail mail(String subject, Duration usefulFor) {
    return new Mail(new EmailAddress("zoe@example.org"), subject, "01234567", "", usefulFor);
  }
}

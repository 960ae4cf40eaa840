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
  private static final List<Duration> TWICE = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
  private static final Mail MAIL =
      new Mail(new EmailAddress("zoe@example.org"), "subject", "01234567");

  private final AtomicInteger tries = new AtomicInteger();
  private final List<Mail> delivered = new CopyOnWriteArrayList<>();

  @Test
  void triesAgainWhatFails() {
    MailQueue queue = new MailQueue(failing(2), TWICE);
    queue.send(MAIL);
    await().untilAsserted(() -> assertThat(delivered).containsExactly(MAIL));
    queue.stop();
  }

  @Test
  void givesUpAfterTheLastTryAndGoesOnWithOthers() {
    MailQueue queue = new MailQueue(failing(3), TWICE);
    queue.send(MAIL);
    await().until(() -> tries.get() == 3);
    Mail next = new Mail(MAIL.to(), "next", "76543210");
    queue.send(next);
    await().untilAsserted(() -> assertThat(delivered).containsExactly(next));
    queue.stop();
    assertThat(tries).hasValue(4);
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
            TWICE);
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
    MailQueue queue = new MailQueue(failing(1), List.of(Duration.ofHours(1)));
    queue.send(MAIL);
    await().until(() -> tries.get() == 1);
    long start = System.nanoTime();
    queue.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(delivered).isEmpty();
  }

  private MailTransport failing(int times) {
    return mail -> {
      if (tries.incrementAndGet() <= times) throw new IOException("not now");
      delivered.add(mail);
    };
  }
}

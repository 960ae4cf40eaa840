package io.peerrelay.conversation;

import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.ProcessingPolicy;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A journal that takes its time with the writes of one entity, counts the events of each, and may
 * refuse one.
 */
final class HeldJournal implements ProcessingPolicy<JournalOperation> {
  private final String entity;
  private final List<Integer> writes = new CopyOnWriteArrayList<>();
  private volatile int refused;
  private final CountDownLatch released = new CountDownLatch(1);

  HeldJournal(String entity) {
    this.entity = entity;
  }

  /**
   * @param write its number, from 1 on
   */
  void refuse(int write) {
    refused = write;
  }

  void release() {
    released.countDown();
  }

  List<Integer> writes() {
    return writes;
  }

  @Override
  public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
    if (persistenceId.equals(entity) && operation instanceof WriteEvents write) {
      writes.add(write.batch().size());
      awaitRelease();
      if (writes.size() == refused) return StorageFailure.create();
    }
    return ProcessingSuccess.getInstance();
  }

  private void awaitRelease() {
    try {
      released.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

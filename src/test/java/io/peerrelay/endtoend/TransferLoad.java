package io.peerrelay.endtoend;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.client.OutgoingTransfer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Transfers that run at once, as fast as they can, each between two people of its own. */
final class TransferLoad implements AutoCloseable {
  private final List<Person> senders = new ArrayList<>();
  private final List<Person> receivers = new ArrayList<>();
  private final List<CountingSink> sinks = new ArrayList<>();
  private final List<OutgoingTransfer> transfers = new ArrayList<>();
  private final long size;

  /**
   * @param size of each transfer in bytes
   */
  TransferLoad(URI relay, int transfers, long size) {
    this.size = size;
    for (int i = 0; i < transfers; i++) {
      senders.add(new Person(relay, "sender"));
      receivers.add(new Person(relay, "receiver"));
    }
  }

  void begin() throws InterruptedException {
    for (int i = 0; i < senders.size(); i++) {
      transfers.add(senders.get(i).offer(receivers.get(i), CheapBytes.file(size)));
      sinks.add(new CountingSink());
      await(receivers.get(i).nextOffer().accept(sinks.get(i)));
    }
  }

  /** Bytes that each receiver has. */
  List<Long> taken() {
    return sinks.stream().map(sink -> sink.taken().get()).toList();
  }

  boolean isComplete() {
    return transfers.stream().allMatch(transfer -> transfer.completed().isDone());
  }

  void awaitCompleted() {
    transfers.forEach(transfer -> await(transfer.completed()));
    assertThat(taken()).allMatch(taken -> taken == size);
  }

  @Override
  public void close() {
    transfers.forEach(transfer -> transfer.cancel(null));
    senders.forEach(Person::close);
    receivers.forEach(Person::close);
  }
}

package io.peerrelay.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Envelope;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.protocol.ConversationId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final ConversationId A = new ConversationId("#a");
  private static final ConversationId B = new ConversationId("#b");

  private final Lanes lanes = new Lanes();

  private void add(ConversationId channel, int tag, int size) {
    Delivery delivery =
        new Delivery(1, new Envelope(tag, false, "", channel.value()), null, new byte[size]);
    lanes.add(
        new Intake.Fit(
            delivery, channel, new ConversationCommand.Draft(Integer.toString(tag), null)));
  }

  private static List<String> texts(Lanes.Batch batch) {
    return batch.drafts().stream().map(ConversationCommand.Draft::text).toList();
  }

  @Test
  void runsSideBySideWithOneBatchEach() {
    add(A, 1, 1);
    Lanes.Batch first = lanes.next(A).orElseThrow();
    add(A, 2, 1);
    add(A, 3, 1);
    add(B, 4, 1);
    assertThat(lanes.next(A)).isEmpty();
    assertThat(texts(lanes.next(B).orElseThrow())).containsExactly("4");
    lanes.end(first);
    assertThat(texts(lanes.next(A).orElseThrow())).containsExactly("2", "3");
  }

  @Test
  void keepsItsOrderWhenABatchIsPostponedAndWaitsLongerEachTime() {
    IntStream.rangeClosed(1, 3).forEach(tag -> add(A, tag, 1));
    Lanes.Batch batch = lanes.next(A).orElseThrow();
    add(A, 4, 1);
    Duration first = lanes.postpone(batch);
    assertThat(lanes.next(A)).isEmpty();
    lanes.resume(A);
    batch = lanes.next(A).orElseThrow();
    assertThat(texts(batch)).containsExactly("1", "2", "3", "4");
    assertThat(lanes.postpone(batch)).isGreaterThan(first);
    lanes.resume(A);
    lanes.end(lanes.next(A).orElseThrow());
    add(A, 5, 1);
    assertThat(lanes.postpone(lanes.next(A).orElseThrow())).isEqualTo(first);
  }

  @Test
  void bringsNoMoreAtOnceThanOneMessageBetweenNodesHolds() {
    IntStream.rangeClosed(1, 3).forEach(tag -> add(A, tag, 100 * 1024));
    assertThat(lanes.next(A).orElseThrow().messages()).hasSize(2);
    IntStream.rangeClosed(1, 300).forEach(tag -> add(B, tag, 1));
    assertThat(lanes.next(B).orElseThrow().messages()).hasSize(100);
    add(new ConversationId("#c"), 1, 1 << 20);
    assertThat(lanes.next(new ConversationId("#c")).orElseThrow().messages()).hasSize(1);
  }

  @Test
  void forgetsWhatWillBeHandedOverAgain() {
    add(A, 1, 1);
    Lanes.Batch batch = lanes.next(A).orElseThrow();
    add(A, 2, 1);
    lanes.dropWaiting();
    lanes.end(batch);
    assertThat(lanes.next(A)).isEmpty();
  }
}

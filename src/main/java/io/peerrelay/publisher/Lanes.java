package io.peerrelay.publisher;

import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.protocol.ConversationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits to be posted, a lane a channel: lanes run side by side, and in each one batch at a
 * time, in the order of the queue.
 */
final class Lanes {
  private static final int MOST_MESSAGES = 100;

  // A batch crosses to another node in one piece.
  private static final int MOST_BYTES = 256 * 1024;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Map<ConversationId, Lane> lanes = new HashMap<>();

  private static final class Lane {
    private final ArrayDeque<Intake.Fit> waiting = new ArrayDeque<>();
    private boolean isBusy;
    private final Backoff backoff = new Backoff(LONGEST_PAUSE);
  }

  /** What is posted at once. */
  record Batch(ConversationId channel, List<Intake.Fit> messages) {
    Batch {
      messages = List.copyOf(messages);
    }

    List<ConversationCommand.Draft> drafts() {
      return messages.stream().map(Intake.Fit::draft).toList();
    }
  }

  void add(Intake.Fit message) {
    lanes.computeIfAbsent(message.channel(), first -> new Lane()).waiting.add(message);
  }

  /** What is to be posted now; empty while something is under way, or nothing waits. */
  Optional<Batch> next(ConversationId channel) {
    Lane lane = lanes.get(channel);
    if (lane == null || lane.isBusy) return Optional.empty();
    if (lane.waiting.isEmpty()) {
      lanes.remove(channel);
      return Optional.empty();
    }
    List<Intake.Fit> messages = new ArrayList<>();
    int bytes = 0;
    do {
      bytes += lane.waiting.peek().size();
      messages.add(lane.waiting.remove());
    } while (!lane.waiting.isEmpty()
        && messages.size() < MOST_MESSAGES
        && bytes + lane.waiting.peek().size() <= MOST_BYTES);
    lane.isBusy = true;
    return Optional.of(new Batch(channel, messages));
  }

  /** It is done with, one way or the other. */
  void end(Batch batch) {
    Lane lane = lanes.get(batch.channel());
    lane.isBusy = false;
    lane.backoff.succeeded();
  }

  /**
   * It is to be posted once more, before what came behind it; until {@link #resume} the lane
   * stands.
   *
   * @return for how long
   */
  Duration postpone(Batch batch) {
    Lane lane = lanes.get(batch.channel());
    List<Intake.Fit> messages = new ArrayList<>(batch.messages());
    Collections.reverse(messages);
    messages.forEach(lane.waiting::addFirst);
    return lane.backoff.next();
  }

  /** Whether its last batch was not postponed. */
  boolean runs(ConversationId channel) {
    return lanes.get(channel).backoff.isFresh();
  }

  void resume(ConversationId channel) {
    lanes.get(channel).isBusy = false;
  }

  /** RabbitMQ will hand over again whatever waits. What is under way comes to its end before. */
  void dropWaiting() {
    lanes.values().forEach(lane -> lane.waiting.clear());
  }
}

package io.peerrelay.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of one transfer, in order: close together where the receiver probably is, far
 * apart where it probably is no more. So there are some hundred at the most, and going back to any
 * offset costs an eighth of the way to it, or the distance of two checkpoints as they came.
 */
record Checkpoints(@JsonValue List<Checkpoint> all) {
  private static final int DENSITY = 8;

  static final Checkpoints NONE = new Checkpoints(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Checkpoints {
    all = List.copyOf(all);
  }

  /** With a newer one, which makes those at and behind its offset obsolete. */
  Checkpoints with(Checkpoint newest) {
    List<Checkpoint> kept = new ArrayList<>(all.size() + 1);
    for (Checkpoint checkpoint : all)
      if (checkpoint.offset() < newest.offset()) kept.add(checkpoint);
    kept.add(newest);
    for (int i = kept.size() - 2; i > 0; i--) {
      long gap = kept.get(i + 1).offset() - kept.get(i - 1).offset();
      if (gap <= (newest.offset() - kept.get(i + 1).offset()) / DENSITY) kept.remove(i);
    }
    return new Checkpoints(kept);
  }

  Checkpoints with(Checkpoints newer) {
    Checkpoints result = this;
    for (Checkpoint checkpoint : newer.all) result = result.with(checkpoint);
    return result;
  }

  /** Only those that are further on. */
  Checkpoints after(long offset) {
    return new Checkpoints(all.stream().filter(one -> one.offset() > offset).toList());
  }

  /** The last one from which the receiver misses nothing, if this machine can go on from it. */
  Optional<Checkpoint> before(long offset) {
    for (int i = all.size() - 1; i >= 0; i--)
      if (all.get(i).offset() <= offset && RunningDigest.of(all.get(i)).isPresent())
        return Optional.of(all.get(i));
    return Optional.empty();
  }

  Optional<Checkpoint> latest() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** How far the relay has come. */
  long furthest() {
    return latest().map(Checkpoint::offset).orElse(0L);
  }
}

package io.peerrelay.transfer;

import io.peerrelay.journal.CborSerializable;

/**
 * How far the relay has read a transfer.
 *
 * @param offset bytes read, from the first one on
 * @param state of the {@link RunningDigest} over them, in Base64
 */
public record Checkpoint(long offset, String state) implements CborSerializable {
  public Checkpoint {
    if (offset < 0) throw new IllegalArgumentException("offset: " + offset + " (expected: >= 0)");
    if (state == null) throw new IllegalArgumentException("state: null (expected: a digest's)");
  }

  /** A digest that goes on from here. */
  RunningDigest digest() {
    return RunningDigest.of(this)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "state: of another kind of machine (expected: one that this machine can read)"));
  }
}

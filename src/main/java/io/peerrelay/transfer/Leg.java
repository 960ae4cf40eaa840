package io.peerrelay.transfer;

import io.peerrelay.journal.CborSerializable;

/**
 * One stretch of a transfer's way, from the moment that both sides are there to the moment that one
 * is gone or all is done.
 *
 * @param id told apart from all others of all transfers
 * @param total bytes of the whole transfer
 * @param from where the relay goes on reading, and so the sender sending; null for the first byte
 * @param receiverOffset bytes that the receiver has already, not fewer than the sender's offset
 */
public record Leg(String id, long total, Checkpoint from, long receiverOffset)
    implements CborSerializable {
  public Leg {
    if (total < 0) throw new IllegalArgumentException("total: " + total + " (expected: >= 0)");
    long sent = from == null ? 0 : from.offset();
    if (receiverOffset < sent || receiverOffset > total)
      throw new IllegalArgumentException(
          "receiverOffset: " + receiverOffset + " (expected: " + sent + " to " + total + ")");
  }

  /** Where the sender goes on. */
  public long senderOffset() {
    return from == null ? 0 : from.offset();
  }
}

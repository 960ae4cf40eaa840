package io.peerrelay.conversation;

/**
 * What became of a message after it was stored.
 *
 * @param event sequence number of the event that has its newest text; null where it was deleted
 */
public record Change(Long event) {
  static Change deleted() {
    return new Change(null);
  }

  boolean isDeletion() {
    return event == null;
  }
}

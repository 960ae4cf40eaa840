package io.peerrelay.conversation;

import java.util.Map;

/**
 * In what state messages of a block were indexed. Two states never have the same: each deletion
 * raises the one number, and between two deletions each edit the other.
 *
 * @param last number of the last message; later ones count for nothing
 * @param deletions how many were deleted
 * @param edit sequence number of the newest event that edited one; 0 for none
 */
record Edition(long last, long deletions, long edit) {
  /**
   * @param changes of all messages of the block up to this one, and of no matter what others
   */
  static Edition of(Block block, long last, Map<Long, Change> changes) {
    long deletions = 0;
    long edit = 0;
    for (Map.Entry<Long, Change> entry : changes.entrySet()) {
      if (entry.getKey() < block.first() || entry.getKey() > last) continue;
      if (entry.getValue().isDeletion()) deletions++;
      else edit = Math.max(edit, entry.getValue().event());
    }
    return new Edition(last, deletions, edit);
  }
}

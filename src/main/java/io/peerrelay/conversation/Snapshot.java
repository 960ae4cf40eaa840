package io.peerrelay.conversation;

import io.peerrelay.journal.CborSerializable;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The stored form of a {@link ConversationState}.
 *
 * @param events how many there were
 * @param head number of the newest message
 * @param recent the newest messages that have a name of their sender's, oldest first
 */
record Snapshot(
    List<Username> members,
    long events,
    long head,
    List<Named> recent,
    List<Long> places,
    Map<Long, Change> changes,
    Map<Long, Map<String, Reaction>> reactions)
    implements CborSerializable {
  record Named(String by, String clientRef, long seq, Instant time) {}
}

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
 * @param members in the order in which they came
 * @param events how many there were
 * @param head number of the newest message
 * @param recent the newest messages that have a name of their sender's, oldest first
 * @param channel null for a direct conversation
 * @param owners those of the members who are; null in what was stored before there were channels
 * @param invited null as {@code owners}
 * @param blockedBy those who have blocked the other; null as {@code owners}
 * @param said when the newest message was; null where there is none, or it is of a time when that
 *     was not kept
 */
record Snapshot(
    List<Username> members,
    long events,
    long head,
    List<Named> recent,
    List<Long> places,
    Map<Long, Change> changes,
    Map<Long, Map<String, Reaction>> reactions,
    ChannelState channel,
    List<Username> owners,
    List<Username> invited,
    List<Username> blockedBy,
    Instant said)
    implements CborSerializable {
  record Named(String by, String clientRef, long seq, Instant time) {}

  Snapshot {
    owners = owners == null ? List.of() : owners;
    invited = invited == null ? List.of() : invited;
    blockedBy = blockedBy == null ? List.of() : blockedBy;
  }
}

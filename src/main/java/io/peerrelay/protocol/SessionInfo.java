package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Where a user is logged in: by one token, which was given for the password.
 *
 * @param device what it called itself; null if it did not
 * @param since when the password was given; null where that was before the relay kept it
 * @param lastSeen when it logged in last, to a day or so; null as {@code since}
 * @param online whether a socket that logged in by it is there
 * @param current whether it is the socket that asks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionInfo(
    SessionId session,
    String device,
    Instant since,
    Instant lastSeen,
    boolean online,
    boolean current) {
  public SessionInfo {
    Field.required("session", session);
  }
}

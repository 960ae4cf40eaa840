package io.peerrelay.account;

import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.EndSession;
import io.peerrelay.account.AccountCommand.ListSessions;
import io.peerrelay.account.AccountState.Active;
import io.peerrelay.protocol.SessionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What users ask about where they are logged in. */
final class SessionRequests {
  /** So that they fit into a frame; a relay may be set to give more tokens. */
  private static final int MOST = 500;

  private final AccountWork work;
  private final Surroundings surroundings;

  SessionRequests(AccountWork work, Surroundings surroundings) {
    this.work = work;
    this.surroundings = surroundings;
  }

  ReplyEffect<AccountEvent, AccountState> onList(AccountState state, ListSessions list) {
    Instant now = surroundings.now();
    List<SessionInfo> sessions = new ArrayList<>();
    if (state instanceof Active active)
      for (IssuedToken token : active.tokens())
        if (!token.expired(now)) sessions.add(token.info(list.current()));
    Collections.reverse(sessions);
    return work.reply(list.replyTo(), new Account.Sessions(sessions.stream().limit(MOST).toList()));
  }

  /** Its sockets are told in any case: a client that asks again may have lost the answer. */
  ReplyEffect<AccountEvent, AccountState> onEnd(AccountState state, EndSession end) {
    if (end.session().equals(end.current()))
      return work.refuse(end.replyTo(), Refusals.OWN_SESSION);
    if (!(state instanceof Active active)) return work.reply(end.replyTo(), new Account.Done());
    List<AccountEvent> events =
        active.token(end.session()).stream()
            .<AccountEvent>map(
                token -> new AccountEvent.TokenRevoked(token.hash(), surroundings.now()))
            .toList();
    return work.persist(events)
        .thenRun(() -> surroundings.live().end(active.username(), end.session()))
        .thenReply(end.replyTo(), present -> new Account.Done());
  }
}

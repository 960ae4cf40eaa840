package io.peerrelay.account;

import akka.persistence.typed.javadsl.ReplyEffect;
import io.peerrelay.account.AccountCommand.ChangeProfile;
import io.peerrelay.account.AccountCommand.Describe;
import io.peerrelay.account.AccountState.Active;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.ProfileFields;

/** What is asked about the account by the user whose it is, who has logged in. */
final class ProfileRequests {
  private final AccountWork work;
  private final Surroundings surroundings;

  ProfileRequests(AccountWork work, Surroundings surroundings) {
    this.work = work;
    this.surroundings = surroundings;
  }

  ReplyEffect<AccountEvent, AccountState> onDescribe(AccountState state, Describe describe) {
    return state instanceof Active active
        ? work.reply(
            describe.replyTo(),
            new Account.Described(active.username(), active.email(), active.profile()))
        : work.refuse(describe.replyTo(), Refusals.BAD_CREDENTIALS);
  }

  ReplyEffect<AccountEvent, AccountState> onChange(AccountState state, ChangeProfile change) {
    if (!(state instanceof Active active))
      return work.refuse(change.replyTo(), Refusals.BAD_CREDENTIALS);
    ProfileFields changed;
    try {
      changed = active.profile().with(change.fields());
    } catch (InvalidField e) {
      return work.refuse(change.replyTo(), e.problem());
    }
    if (changed.equals(active.profile())) return work.reply(change.replyTo(), new Account.Done());
    return work.persist(new AccountEvent.ProfileChanged(changed, surroundings.now()))
        .thenReply(change.replyTo(), present -> new Account.Done());
  }
}

package io.peerrelay.account;

import akka.actor.typed.RecipientRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import io.peerrelay.journal.DeepStacks;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.Username;

/** The entities of this room, spread over the cluster by their keys. */
record Sharded(ClusterSharding sharding) implements Surroundings.Directory {
  /** Makes this node one of those that hold them. */
  void init(Surroundings surroundings) {
    sharding.init(
        Entity.of(
                Account.KEY,
                entity -> Account.create(entity.getEntityId(), entity.getShard(), surroundings))
            .withEntityProps(DeepStacks.DISPATCHER)
            .withStopMessage(AccountCommand.Lifecycle.STOP));
    sharding.init(
        Entity.of(
                EmailClaim.KEY,
                entity -> EmailClaim.create(entity.getEntityId(), entity.getShard(), surroundings))
            .withEntityProps(DeepStacks.DISPATCHER)
            .withStopMessage(EmailClaim.Lifecycle.STOP));
  }

  @Override
  public RecipientRef<AccountCommand> account(Username username) {
    return sharding.entityRefFor(Account.KEY, username.key());
  }

  @Override
  public RecipientRef<EmailClaim.Command> claim(EmailAddress email) {
    return sharding.entityRefFor(EmailClaim.KEY, EmailClaim.id(email));
  }
}

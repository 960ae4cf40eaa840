package io.peerrelay.conversation;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.settings.ConversationSettings;
import io.peerrelay.testing.OneNodeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many commands that wait for one entity, none of which stores anything. */
class BurstTest {
  private static final int WAITING = 4_000;

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  /**
   * What waits is handled one inside the other: a stack of Java's usual size ends at about 1,000.
   */
  @Test
  void answersAllThatWaitedWhileItWasWoken() {
    TestProbe<Fanout.Command> fanout = cluster.probe();
    TestProbe<ConversationReply> replies = cluster.probe();
    Conversation.init(
        cluster.system(),
        new Archive(cluster.system(), cluster.stored()),
        new ConversationSettings(4_000, 50, 500, 10_000),
        fanout.getRef());
    Username anna = new Username("anna");
    ConversationId id = ConversationId.between(anna, new Username("boris"));
    EntityRef<ConversationCommand> conversation = Conversation.of(cluster.system(), id);
    for (int i = 0; i < WAITING; i++)
      conversation.tell(new ConversationCommand.Look(anna, 0L, null, 1, replies.getRef()));
    replies.receiveSeveralMessages(WAITING, Duration.ofSeconds(60));
  }
}

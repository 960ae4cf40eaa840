package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;

/** A connection whose client is a probe: it goes with the probe. */
final class PartyOfProbe {
  private PartyOfProbe() {}

  static Behavior<PartyMessage> create(
      ActorRef<PartyMessage> client, List<PartyMessage.Joined> joined) {
    return Behaviors.setup(
        context -> {
          context.watch(client);
          return Behaviors.receive(PartyMessage.class)
              .onMessage(
                  PartyMessage.Joined.class,
                  message -> {
                    joined.add(message);
                    return Behaviors.same();
                  })
              .onMessage(
                  PartyMessage.class,
                  message -> {
                    client.tell(message);
                    return Behaviors.same();
                  })
              .onSignal(Terminated.class, gone -> Behaviors.stopped())
              .build();
        });
  }
}

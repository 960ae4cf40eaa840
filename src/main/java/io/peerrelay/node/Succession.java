package io.peerrelay.node;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.Cluster;
import akka.cluster.Member;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * While nodes are replaced by others of a newer version, new sockets are for those: a client whom
 * an old node sends away comes to one that stays, and is not sent away again. One is started on
 * each node that serves clients.
 */
final class Succession extends AbstractBehavior<Succession.Event> {
  sealed interface Event {}

  /**
   * @param nodes those that can be reached now and serve clients
   */
  private record ServingNodesChanged(Set<Address> nodes) implements Event {}

  private static final ServiceKey<Event> SERVING = ServiceKey.create(Event.class, "serving");

  private final Cluster cluster;
  private final Consumer<Boolean> succeeded;

  /**
   * @param succeeded is told whether a newer one is there, now and at each change
   */
  static Behavior<Event> create(Consumer<Boolean> succeeded) {
    return Behaviors.setup(context -> new Succession(context, succeeded));
  }

  private Succession(ActorContext<Event> context, Consumer<Boolean> succeeded) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.succeeded = succeeded;
    ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(SERVING, context.getSelf()));
    receptionist.tell(
        Receptionist.subscribe(
            SERVING,
            context.messageAdapter(
                Receptionist.Listing.class,
                listing -> new ServingNodesChanged(addresses(listing)))));
  }

  private static Set<Address> addresses(Receptionist.Listing listing) {
    return listing.getServiceInstances(SERVING).stream()
        .map(node -> node.path().address())
        .collect(Collectors.toSet());
  }

  @Override
  public Receive<Event> createReceive() {
    return newReceiveBuilder().onMessage(ServingNodesChanged.class, this::onChanged).build();
  }

  private Behavior<Event> onChanged(ServingNodesChanged event) {
    Member self = cluster.selfMember();
    succeeded.accept(
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .filter(member -> event.nodes().contains(member.address()))
            .anyMatch(member -> member.appVersion().compareTo(self.appVersion()) > 0));
    return this;
  }
}

package io.peerrelay.node;

import akka.Done;
import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.Cluster;
import akka.cluster.MemberStatus;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import io.peerrelay.settings.ClusterSettings;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A node's place among the others. */
final class Membership {
  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final ClusterSettings settings;

  Membership(ActorSystem<?> system, ClusterSettings settings) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.settings = settings;
  }

  /**
   * Returns when this node is a member.
   *
   * @throws StartFailure if that takes too long
   */
  void join() {
    CompletableFuture<Done> up = new CompletableFuture<>();
    cluster.registerOnMemberUp(() -> up.complete(Done.done()));
    if (settings.discovery().isUsed()) ClusterBootstrap.get(system).start();
    else if (settings.join().isEmpty()) cluster.join(cluster.selfAddress());
    else cluster.joinSeedNodes(settings.join().stream().map(this::address).toList());
    StartFailure.await("the cluster", "relay.cluster", up, settings.joinDeadline(), advice());
  }

  private Address address(InetSocketAddress node) {
    return new Address("akka", system.name(), node.getHostString(), node.getPort());
  }

  private String advice() {
    return switch (settings.discovery().method()) {
      case NONE ->
          settings.join().isEmpty()
              ? ""
              : "no node at "
                  + nodes()
                  + " let this one in. Start that one first, correct relay.cluster.join (--join), or compare"
                  + " relay.cluster.tls and the database's name in relay.mongo.uri (--mongo) of both";
      case CONFIG ->
          "too few of relay.cluster.contact-points answered. Start "
              + settings.discovery().needed()
              + " of them, or correct that list";
      case KUBERNETES ->
          "too few pods with "
              + settings.discovery().podLabels()
              + " answered on the port 'management'. Look at relay.cluster.pod-labels, and whether this pod may list"
              + " pods";
    };
  }

  private String nodes() {
    return settings.join().stream()
        .map(node -> node.getHostString() + ":" + node.getPort())
        .collect(Collectors.joining(", "));
  }

  boolean isUp() {
    return !cluster.isTerminated() && cluster.selfMember().status().equals(MemberStatus.up());
  }

  /** Such as Up or Leaving. */
  String status() {
    return cluster.selfMember().status().toString();
  }

  /** Whether there is nobody who could take over. */
  boolean isAlone() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .allMatch(member -> member.uniqueAddress().equals(cluster.selfUniqueAddress()));
  }

  /** Where other nodes reach this one, as {@code host:port}. */
  String address() {
    Address self = cluster.selfAddress();
    return self.getHost().get() + ":" + self.getPort().get();
  }
}

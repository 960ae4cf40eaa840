package io.peerrelay.node;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Cluster;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a node up at once whose process has ended: where its machine itself refuses a connection to
 * its port, nobody has to wait and see whether it comes back, as with one that is silent. All are
 * asked once a second, before anybody has missed a heartbeat. Only those who are the majority say
 * so: a firewall that refuses in the machine's place must not make two relays of one.
 */
final class CrashWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CrashWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS = 1_000;

  private final Cluster cluster;

  private CrashWatch(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Ends with the system. */
  static void start(ActorSystem<?> system) {
    CrashWatch watch = new CrashWatch(Cluster.get(system));
    system
        .scheduler()
        .scheduleWithFixedDelay(
            INTERVAL,
            INTERVAL,
            watch::look,
            system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  private void look() {
    CurrentClusterState state = cluster.state();
    List<Member> ended = new ArrayList<>();
    Set<Member> gone = new HashSet<>(state.getUnreachable());
    int all = 0;
    for (Member member : state.getMembers()) {
      all++;
      if (mayEnd(member) && refuses(member.address())) ended.add(member);
    }
    gone.addAll(ended);
    if ((all - gone.size()) * 2 <= all) return;
    for (Member member : ended) {
      LOG.warn("The process of the node {} has ended: it is given up", member.address().hostPort());
      cluster.down(member.address());
    }
  }

  /** Those who are on their way out are let go without it. */
  private boolean mayEnd(Member member) {
    return !member.address().equals(cluster.selfAddress())
        && !member.status().equals(MemberStatus.down())
        && !member.status().equals(MemberStatus.exiting());
  }

  /** Not so where nothing answers: that may be the network, or a machine that is busy. */
  private static boolean refuses(Address node) {
    InetSocketAddress address = new InetSocketAddress(node.getHost().get(), node.getPort().get());
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return false;
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
    } catch (IOException e) {
      return false;
    }
  }
}

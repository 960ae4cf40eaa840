package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.Leave;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.Archive;
import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.Settings;
import io.peerrelay.testing.NoSockets;
import io.peerrelay.testing.OneNodeCluster;
import io.peerrelay.transfer.Legs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, of which one leaves and hands its sessions over while a device is attached. */
class HandOverTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Settings SETTINGS =
      Settings.of(
          ConfigFactory.parseString("relay.account.argon2 { memory = 1 MiB, iterations = 1 }")
              .withFallback(Settings.defaults()));

  private final OneNodeCluster leaving = new OneNodeCluster();
  private final OneNodeCluster staying = new OneNodeCluster();
  private Accounts accounts;

  @BeforeEach
  void start() {
    leaving.start();
    staying.start();
    Cluster first = Cluster.get(leaving.system());
    for (OneNodeCluster node : List.of(leaving, staying)) {
      Cluster cluster = Cluster.get(node.system());
      cluster.manager().tell(Join.create(first.selfMember().address()));
      await().atMost(LONG).until(() -> cluster.selfMember().status() == MemberStatus.up());
      UserSession.init(node.system(), 10);
      accounts =
          Accounts.start(node.system(), SETTINGS.account(), LONG, mail -> {}, new NoSockets());
    }
  }

  @AfterEach
  void stop() {
    leaving.afterAll(null);
    staying.afterAll(null);
  }

  @Test
  void attachesAnewWhenTheNodeOfItsSessionLeaves() {
    for (int i = 0; i < 50; i++) {
      Username user = new Username("user-" + i);
      TestProbe<Instruction> socket = staying.probe();
      ActorRef<Connection.Command> connection =
          staying
              .kit()
              .spawn(Connection.create(new Socket("http://here", socket.getRef()::tell), relay()));
      ask(connection, "register", user);
      awaitText(socket, "registered");
      ask(connection, "login", user);
      awaitText(socket, "welcome");
      if (session(user).path().address().hasLocalScope()) continue;

      Cluster leaver = Cluster.get(leaving.system());
      leaver.manager().tell(Leave.create(leaver.selfMember().address()));
      await().atMost(LONG).until(() -> session(user).path().address().hasLocalScope());
      offer(user);
      awaitText(socket, "offer");
      connection.tell(new Connection.SocketClosed());
      staying.probe().expectTerminated(connection, LONG);
      return;
    }
    throw new AssertionError("No session of fifty lives on the node that is to leave");
  }

  private Relay relay() {
    return new Relay(
        "here",
        accounts,
        new Legs(staying.system(), SETTINGS.transfer()),
        new Archive(staying.system(), staying.stored()),
        Procedures.none(),
        staying.<Fanout.Command>probe().getRef(),
        SETTINGS.socket(),
        SETTINGS.transfer(),
        SETTINGS.conversation());
  }

  private static void ask(ActorRef<Connection.Command> connection, String type, Username user) {
    String message =
        "{'type':'%s','username':'%s','password':'correct horse 7'}".formatted(type, user);
    connection.tell(new Connection.Received(RelayDialect.decode(message.replace('\'', '"'))));
  }

  private static void awaitText(TestProbe<Instruction> socket, String type) {
    String wanted = "\"type\":\"" + type + "\"";
    boolean came = false;
    while (!came)
      came =
          socket.receiveMessage(LONG) instanceof Instruction.Send send
              && send.text().utf8().utf8String().contains(wanted);
  }

  /** As it is registered: exactly one, so that none is left behind either. */
  private ActorRef<SessionCommand> session(Username user) {
    var key = UserSession.serviceKey(user);
    TestProbe<Receptionist.Listing> listings = staying.probe();
    staying.system().receptionist().tell(Receptionist.subscribe(key, listings.getRef()));
    Set<ActorRef<SessionCommand>> sessions = Set.of();
    while (sessions.size() != 1) sessions = listings.receiveMessage(LONG).getServiceInstances(key);
    return sessions.iterator().next();
  }

  private void offer(Username user) {
    TestProbe<SessionCommand.Presence> presence = staying.probe();
    ServerMessage.Offer offer =
        new ServerMessage.Offer(
            TransferId.random(),
            new Username("anna"),
            List.of(FileInfo.of("a", 1)),
            null,
            Instant.now().plusSeconds(60));
    UserSession.of(staying.system(), user).tell(new SessionCommand.Offer(offer, presence.getRef()));
    assertThat(presence.receiveMessage(LONG)).isEqualTo(SessionCommand.Presence.ONLINE);
  }
}

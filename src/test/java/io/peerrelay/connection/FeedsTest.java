package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.Archive;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.Settings;
import io.peerrelay.testing.NoSockets;
import io.peerrelay.testing.OneNodeCluster;
import io.peerrelay.transfer.Legs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live messages that are lost, late or doubled on the way from the session to a device. */
class FeedsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** A little longer than live messages wait for a client to ask for older ones. */
  private static final Duration HELD = Duration.ofMillis(1_500);

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private static final Settings SETTINGS =
      Settings.of(
          ConfigFactory.parseString("relay.account.argon2 { memory = 1 MiB, iterations = 1 }")
              .withFallback(Settings.defaults()));

  private static Relay relay;

  private final Username user = new Username("user-" + System.nanoTime());
  private final ConversationId notes = ConversationId.between(user, user);
  private TestProbe<Instruction> socket;

  @BeforeAll
  static void startRelay() {
    Archive archive = new Archive(cluster.system(), cluster.stored());
    ActorRef<Fanout.Command> fanout = cluster.kit().spawn(Fanout.create());
    relay =
        new Relay(
            "here",
            Accounts.start(cluster.system(), SETTINGS.account(), LONG, mail -> {}, new NoSockets()),
            new Legs(cluster.system(), SETTINGS.transfer()),
            archive,
            Procedures.none(),
            fanout,
            SETTINGS.socket(),
            SETTINGS.transfer(),
            SETTINGS.conversation());
    UserSession.init(cluster.system(), 10);
    Conversation.init(cluster.system(), archive, SETTINGS.conversation(), fanout);
  }

  private ActorRef<Connection.Command> connect() {
    socket = cluster.probe();
    ActorRef<Connection.Command> connection =
        cluster
            .kit()
            .spawn(Connection.create(new Socket("http://here", socket.getRef()::tell), relay));
    send(connection, "{'type':'register','username':'" + user + "','password':'correct horse 7'}");
    assertThat(next().path("type").asText()).isIn("registered", "error");
    send(connection, "{'type':'login','username':'" + user + "','password':'correct horse 7'}");
    await("welcome");
    return connection;
  }

  private static void send(ActorRef<Connection.Command> connection, String message) {
    connection.tell(new Connection.Received(RelayDialect.decode(message.replace('\'', '"'))));
  }

  private JsonNode next() {
    Instruction instruction = socket.receiveMessage(LONG);
    while (!(instruction instanceof Instruction.Send)) {
      if (instruction instanceof Instruction.CallWhenSent call) call.callback().run();
      instruction = socket.receiveMessage(LONG);
    }
    try {
      return new ObjectMapper()
          .readTree(((Instruction.Send) instruction).text().utf8().utf8String());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private void await(String type) {
    JsonNode message = next();
    while (!message.path("type").asText().equals(type)) message = next();
  }

  private void store(ActorRef<Connection.Command> connection, int count) {
    for (int i = 1; i <= count; i++) {
      send(connection, "{'type':'message','to':'" + user + "','text':'message " + i + "'}");
      await("sent");
    }
  }

  /** A device that was not there when so many messages were stored. */
  private ActorRef<Connection.Command> connectAfter(int messages) {
    ActorRef<Connection.Command> before = connect();
    store(before, messages);
    before.tell(new Connection.SocketClosed());
    return connect();
  }

  /** As if the session had told of it. */
  private void tell(ActorRef<Connection.Command> device, long seq) {
    device.tell(
        new Connection.FromSession(
            new DeviceMessage.Push(
                new ConversationMessage.Message(
                    notes,
                    seq,
                    user,
                    Instant.now(),
                    "message " + seq,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))));
  }

  private void expect(long seq) {
    JsonNode message = next();
    assertThat(message.path("type").asText()).isEqualTo("message");
    assertThat(message.path("seq").asLong()).isEqualTo(seq);
    assertThat(message.path("text").asText()).isEqualTo("message " + seq);
  }

  @Test
  void readsWhatWasLostBeforeItGoesOn() throws InterruptedException {
    ActorRef<Connection.Command> device = connectAfter(5);
    Thread.sleep(HELD.toMillis()); // The client does not ask for what it missed.
    tell(device, 1);
    expect(1);
    tell(device, 5);
    for (long seq = 2; seq <= 5; seq++) expect(seq);
    tell(device, 4);
    tell(device, 5);
    send(device, "{'type':'ping'}");
    assertThat(next().path("type").asText()).isEqualTo("pong");
  }

  @Test
  void letsLiveMessagesWaitForASyncRightAfterTheWelcome() {
    ActorRef<Connection.Command> device = connectAfter(3);
    tell(device, 3);
    send(device, "{'type':'sync','cursors':{'" + notes + "':1}}");
    expect(2);
    expect(3);
    assertThat(next().path("type").asText()).isEqualTo("synced");
  }

  @Test
  void letsThemWaitThoughItsSessionMovesMeanwhile() {
    ActorRef<Connection.Command> device = connectAfter(3);
    tell(device, 3);
    moveSession(device);
    socket.expectNoMessage(Duration.ofMillis(300));
    send(device, "{'type':'sync','cursors':{'" + notes + "':1}}");
    expect(2);
    expect(3);
    assertThat(next().path("type").asText()).isEqualTo("synced");
  }

  private static void moveSession(ActorRef<Connection.Command> device) {
    TestProbe<SessionCommand> successor = cluster.probe();
    device.tell(
        new Connection.FromSession(new DeviceMessage.Attached(successor.getRef(), List.of())));
  }

  @Test
  void readsWhatWasSaidWhileItsSessionWasAway() throws InterruptedException {
    ActorRef<Connection.Command> device = connectAfter(3);
    Thread.sleep(HELD.toMillis());
    tell(device, 1);
    expect(1);
    moveSession(device);
    expect(2);
    expect(3);
  }

  @RepeatedTest(5)
  void leavesNothingOutWhereASyncComesWhileItReads() throws InterruptedException {
    ActorRef<Connection.Command> device = connectAfter(7);
    Thread.sleep(HELD.toMillis());
    tell(device, 5);
    expect(5);
    tell(device, 7); // Now 6 is read.
    send(device, "{'type':'sync','cursors':{'" + notes + "':0}}");
    List<Long> came = new ArrayList<>();
    JsonNode message = next();
    for (; !message.path("type").asText().equals("synced"); message = next())
      came.add(message.path("seq").asLong());
    assertThat(came).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 6L, 7L);
  }
}

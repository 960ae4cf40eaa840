package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.receptionist.Receptionist;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.account.Accounts;
import io.peerrelay.conversation.Archive;
import io.peerrelay.procedure.Procedures;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.session.Fanout;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import io.peerrelay.settings.Settings;
import io.peerrelay.testing.NoSockets;
import io.peerrelay.testing.OneNodeCluster;
import io.peerrelay.transfer.Legs;
import io.peerrelay.transfer.Transfer;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The actor between a probe for its socket and the real sessions and transfers. */
class ConnectionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  private static final Settings SETTINGS =
      Settings.of(
          ConfigFactory.parseString(
                  "relay { socket.request-timeout = 600ms, account.argon2 { memory = 1 MiB, iterations = 1 } }")
              .withFallback(Settings.defaults()));

  private static Relay relay;

  private Client anna;
  private Client boris;

  /** One connection, and what its socket is told. */
  private static final class Client {
    final String username;
    final TestProbe<Instruction> socket = cluster.probe();
    final ActorRef<Connection.Command> connection;

    Client(String username) {
      this.username = username;
      this.connection =
          cluster
              .kit()
              .spawn(Connection.create(new Socket("http://here", socket.getRef()::tell), relay));
      socket.expectMessageClass(Instruction.Start.class, LONG);
    }

    void send(String message) {
      connection.tell(new Connection.Received(RelayDialect.decode(message.replace('\'', '"'))));
    }

    /** The next message to the client, whatever else the socket is told before. */
    JsonNode next() {
      Instruction instruction = socket.receiveMessage(LONG);
      while (!(instruction instanceof Instruction.Send)) instruction = socket.receiveMessage(LONG);
      try {
        return new ObjectMapper()
            .readTree(((Instruction.Send) instruction).text().utf8().utf8String());
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    JsonNode expect(String type) {
      JsonNode message = next();
      assertThat(message.path("type").asText()).as("%s", message).isEqualTo(type);
      return message;
    }

    Client logIn() {
      register();
      send("{'type':'login','username':'" + username + "','password':'correct horse 7'}");
      expect("welcome");
      return this;
    }

    void register() {
      send("{'type':'register','username':'" + username + "','password':'correct horse 7'}");
      expect("registered");
    }

    ActorRef<SessionCommand> session() {
      TestProbe<Receptionist.Listing> listings = cluster.probe();
      var key = UserSession.serviceKey(new Username(username));
      cluster.system().receptionist().tell(Receptionist.subscribe(key, listings.getRef()));
      while (true) {
        var sessions = listings.receiveMessage(LONG).getServiceInstances(key);
        if (!sessions.isEmpty()) return sessions.iterator().next();
      }
    }
  }

  @BeforeAll
  static void startSessions() {
    relay =
        new Relay(
            "here",
            Accounts.start(cluster.system(), SETTINGS.account(), LONG, mail -> {}, new NoSockets()),
            new Legs(cluster.system(), SETTINGS.transfer()),
            new Archive(cluster.system(), cluster.stored()),
            Procedures.none(),
            cluster.<Fanout.Command>probe().getRef(),
            SETTINGS.socket(),
            SETTINGS.transfer(),
            SETTINGS.conversation());
    UserSession.init(cluster.system(), 10);
    Transfer.init(cluster.system(), SETTINGS.transfer(), (by, other, note) -> {});
  }

  @BeforeEach
  void connect() {
    anna = new Client("anna-" + System.nanoTime());
    boris = new Client("boris-" + System.nanoTime());
  }

  @AfterEach
  void hangUp() {
    anna.connection.tell(new Connection.SocketClosed());
    boris.connection.tell(new Connection.SocketClosed());
    await().until(() -> relay.legs().size() == 0);
  }

  private String offer() {
    anna.send(
        "{'type':'offer','id':'o','to':'"
            + boris.username
            + "','files':[{'name':'a','size':100}]}");
    String transfer = anna.expect("offered").path("transfer").asText();
    boris.expect("offer");
    return transfer;
  }

  private void accept(String transfer) {
    boris.send("{'type':'accept','transfer':'" + transfer + "'}");
    boris.expect("accepted");
    anna.expect("accepted");
  }

  @Test
  void attachesAnewWhenItsSessionStops() {
    anna.logIn();
    boris.logIn();
    ActorRef<SessionCommand> before = boris.session();
    Adapter.toClassic(before).tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
    cluster.probe().expectTerminated(before, LONG);
    await().atMost(LONG).until(() -> !boris.session().equals(before));
    String transfer = offer();
    assertThat(transfer).isNotBlank();
    boris.socket.expectNoMessage(Duration.ofMillis(100)); // No second welcome.
  }

  @Test
  void closesItsSocketWhenItFails() {
    anna.connection.tell(new Connection.FromTransfer(null));
    assertThat(anna.socket.expectMessageClass(Instruction.Close.class, LONG).frame())
        .isEqualTo(CloseReason.BROKEN.frame());
  }

  @Test
  void leavesNoBytePathBehindWhenItEnds() {
    anna.logIn();
    boris.logIn();
    accept(offer());
    accept(offer());
    assertThat(relay.legs().size()).isEqualTo(2);
    anna.connection.tell(new Connection.SocketClosed());
    boris.expect("paused");
    boris.expect("paused");
    await().until(() -> relay.legs().size() == 0);
  }

  @Test
  void leavesNoBytePathBehindWhenATransferEnds() {
    anna.logIn();
    boris.logIn();
    String transfer = offer();
    accept(transfer);
    boris.send("{'type':'cancel','transfer':'" + transfer + "'}");
    boris.expect("cancelled");
    anna.expect("cancelled");
    await().until(() -> relay.legs().size() == 0);
  }

  @Test
  void saysThatAnAnswerIsOverdueAndLaterWhatCameOfIt() {
    anna.logIn();
    boris.logIn();
    cluster.journal().failNextNReads(3); // The transfer comes up only at its fourth try.
    anna.send(
        "{'type':'offer','id':'o','to':'"
            + boris.username
            + "','files':[{'name':'a','size':100}]}");
    JsonNode error = anna.expect("error");
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    assertThat(error.path("re").asText()).isEqualTo("o");
    assertThat(error.path("retryable").asBoolean()).isTrue();
    assertThat(anna.expect("offered").path("re").asText()).isEqualTo("o");
    boris.expect("offer");
  }

  @Test
  void saysThatARequestIsUnavailableWhenItCannotBeKept() {
    anna.logIn();
    boris.logIn();
    String transfer = offer();
    cluster.journal().failNextPersisted("Transfer|" + transfer);
    boris.send("{'type':'accept','id':'a','transfer':'" + transfer + "'}");
    JsonNode error = boris.expect("error");
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    assertThat(error.path("re").asText()).isEqualTo("a");
    accept(transfer);
  }

  @Test
  void doesNotWelcomeAClientWhoseSessionDoesNotComeUp() {
    anna.register();
    cluster.journal().failNextNReads("UserSession|" + anna.username, 4);
    anna.send(
        "{'type':'login','id':'l','username':'"
            + anna.username
            + "','password':'correct horse 7'}");
    JsonNode error = anna.expect("error");
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    assertThat(error.path("re").asText()).isEqualTo("l");
    assertThat(anna.socket.expectMessageClass(Instruction.Close.class, LONG).frame())
        .isEqualTo(CloseReason.SESSION_UNAVAILABLE.frame());
  }

  @Test
  void leavesToTheSessionToSayThatItsUserCameIntoAChannel() {
    anna.logIn();
    TestProbe<String> taken = cluster.probe();
    List<ChannelNews.Item> items =
        Stream.of(anna, boris)
            .map(client -> joined(client.username))
            .map(ChannelNews.Item::of)
            .toList();
    anna.connection.tell(
        new Connection.FromChannel(ChannelNews.of(items, () -> taken.getRef().tell("taken"))));
    taken.expectMessage(LONG, "taken");
    anna.send("{'type':'ping'}");
    List<Message.EncodedText> mentioned = new ArrayList<>();
    for (Instruction next = anna.socket.receiveMessage(LONG);
        !(next instanceof Instruction.Send);
        next = anna.socket.receiveMessage(LONG))
      if (next instanceof Instruction.Mention mention) mentioned.add(mention.text());
    assertThat(mentioned).containsExactly(items.get(1).frame());
  }

  private static ServerMessage joined(String username) {
    return new ChannelMessage.Membership(
        new Channel("#garden"), new Username(username), MembershipChange.JOINED, null);
  }
}

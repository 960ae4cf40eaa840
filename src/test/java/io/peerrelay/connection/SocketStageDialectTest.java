package io.peerrelay.connection;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.util.ByteString;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.DialectKind;
import io.peerrelay.protocol.dialect.Dialects;
import io.peerrelay.protocol.dialect.Opening;
import io.peerrelay.protocol.dialect.Reception;
import io.peerrelay.protocol.dialect.Turn;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.websocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An older client, of a kind made for this test, between the frames and the connection. */
class SocketStageDialectTest extends SocketStageFixture {
  private static final int REQUESTS = 32;

  /** Its messages begin with {@code !}; it asks what is written behind, and is told types. */
  private record Exclaiming() implements DialectKind {
    @Override
    public String name() {
      return "exclaiming";
    }

    @Override
    public boolean begins(String text) {
      return text.startsWith("{\"!\"");
    }

    @Override
    public boolean ignores(String text) {
      return text.equals("hey");
    }

    @Override
    public Dialect create(Opening opening) {
      return new Exclamations();
    }
  }

  private static final class Exclamations implements Dialect {
    private boolean waits;

    @Override
    public Turn open() {
      return Turn.say("opened");
    }

    @Override
    public Turn read(String text) {
      if (text.contains("slow")) waits = true;
      if (text.contains("anew")) return Turn.ask(ping("after")).anew();
      if (text.contains("self")) return Turn.say("self");
      return text.contains("twice") ? Turn.ask(ping("1"), ping("2")) : Turn.ask(ping("1"));
    }

    private static Request.Asked ping(String id) {
      return new Request.Asked(id, new ClientMessage.Ping());
    }

    @Override
    public Turn write(String re, ServerMessage message) {
      waits = false;
      if (message instanceof ServerMessage.Bye) return Turn.ask(ping("more"));
      return Turn.say(re + " " + message.getClass().getSimpleName());
    }

    @Override
    public Turn ping() {
      return Turn.say("pinged");
    }

    @Override
    public boolean waits() {
      return waits;
    }
  }

  @Override
  Reception reception() {
    Dialects dialects = new Dialects(true, List.of(new Exclaiming()), Duration.ofHours(1));
    return new Reception(dialects, new Opening("/", List.of()));
  }

  private void says(String text) {
    client.sendNext(new Message.Text(text));
  }

  private void hears(String text) {
    assertThat(texts(network.requestNext())).containsExactly(text);
  }

  /** What waited when there was room again went out together. */
  private static List<String> texts(Message message) {
    return Message.EncodedTexts.of(List.of((Message.Encoded) message)).each().stream()
        .map(text -> text.utf8().utf8String())
        .toList();
  }

  private String asked() {
    return connection.expectMessageClass(Connection.Received.class).request().id();
  }

  private void begin() {
    start();
    says("{\"!\":1}");
    hears("opened");
    assertThat(asked()).isEqualTo("1");
    socket.requestTaken();
  }

  @Test
  void asksTheRelayWhatTheDialectMakesOfAText() {
    start();
    says("{\"!\":\"twice\"}");
    hears("opened");
    assertThat(asked()).isEqualTo("1");
    assertThat(asked()).isEqualTo("2");
  }

  @Test
  void tellsTheClientWhatTheDialectMakesOfAnAnswer() {
    begin();
    socket.send("1", new ServerMessage.Pong());
    hears("1 Pong");
    socket.mention(new ServerMessage.Pong());
    hears("null Pong");
  }

  @Test
  void translatesEachOfManyMessagesThatComeInOnePiece() {
    begin();
    TestProbe<String> taken = kit.createTestProbe();
    List<ChannelNews.Item> items =
        Stream.of(new ServerMessage.Pong(), new ServerMessage.Ok(), new ServerMessage.Pong())
            .map(ChannelNews.Item::of)
            .toList();
    socket.send(ChannelNews.of(items, () -> taken.getRef().tell("taken")));
    taken.expectMessage("taken");
    List<String> heard = new ArrayList<>();
    while (heard.size() < 3) heard.addAll(texts(network.requestNext()));
    assertThat(heard).containsExactly("null Pong", "null Ok", "null Pong");
  }

  @Test
  void asksAgainWhereAnAnswerLeadsToAQuestion() {
    begin();
    socket.send("1", new ServerMessage.Bye());
    assertThat(asked()).isEqualTo("more");
  }

  @Test
  void leavesAClientOfTheRelayToItself() {
    start();
    says("{\"type\":\"ping\",\"id\":\"a\"}");
    assertThat(asked()).isEqualTo("a");
    says("{\"!\":1}");
    Request request = connection.expectMessageClass(Connection.Received.class).request();
    assertThat(((Request.Refused) request).problem().code()).isEqualTo(ErrorCode.BAD_FIELD);
  }

  @Test
  void ignoresGreetingsAndAnswersOtherTextUntilItIsDecided() {
    start();
    says("hey");
    says("nonsense");
    Request request = connection.expectMessageClass(Connection.Received.class).request();
    assertThat(((Request.Refused) request).problem().code()).isEqualTo(ErrorCode.BAD_JSON);
    says("{\"!\":1}");
    hears("opened");
  }

  @Test
  void readsNoFurtherWhileTheDialectWaits() {
    begin();
    says("{\"!\":\"slow\"}");
    asked();
    socket.requestTaken();
    says("{\"!\":2}");
    connection.expectNoMessage(SHORT);
    socket.send("1", new ServerMessage.Pong());
    hears("1 Pong");
    asked();
  }

  @Test
  void readsNoFurtherThanTheConnectionKeepsUp() {
    begin();
    for (int i = 0; i < REQUESTS / 2; i++) {
      says("{\"!\":\"twice\"}");
      asked();
      asked();
    }
    says("{\"!\":\"twice\"}");
    connection.expectNoMessage(SHORT);
    socket.requestTaken();
    asked();
  }

  @Test
  void answersBytesInTheClientsOwnForm() {
    begin();
    client.sendNext(new Message.Binary(ByteString.fromString("by"), true, false));
    client.sendNext(new Message.Binary(ByteString.fromString("tes"), false, true));
    hears("null Error");
    says("{\"!\":1}");
    asked();
  }

  @Test
  void startsAnewOnAnotherConnectionAndHearsTheFirstNoMore() {
    begin();
    says("{\"!\":\"anew\"}");
    connection.expectMessageClass(Connection.SocketClosed.class);
    Socket second = connections.expectMessageClass(Connections.Connect.class).socket();
    socket.send("1", new ServerMessage.Pong());
    socket.close(CloseReason.LOGGED_OUT);
    TestProbe<Connection.Command> next = kit.createTestProbe();
    second.start(next.getRef());
    assertThat(next.expectMessageClass(Connection.Received.class).request().id())
        .isEqualTo("after");
    second.send("after", new ServerMessage.Ok());
    hears("after Ok");
    client.sendComplete();
    next.expectMessageClass(Connection.SocketClosed.class);
  }

  @Test
  void endsAConnectionThatComesWhenTheSocketHasStartedAnewAgain() {
    begin();
    says("{\"!\":\"anew\"}");
    Socket second = connections.expectMessageClass(Connections.Connect.class).socket();
    TestProbe<Connection.Command> next = kit.createTestProbe();
    second.start(next.getRef());
    next.expectMessageClass(Connection.Received.class);
    says("{\"!\":\"anew\"}");
    next.expectMessageClass(Connection.SocketClosed.class);
    TestProbe<Connection.Command> late = kit.createTestProbe();
    second.start(late.getRef());
    late.expectMessageClass(Connection.SocketClosed.class);
  }

  @Test
  void closesOnAClientThatOnlyKeepsTheDialectBusy() {
    begin();
    network.request(1_000);
    for (int i = 0; i <= 10 * MESSAGE_RATE; i++) says("{\"!\":\"self\"}");
    for (int i = 0; i < 10 * MESSAGE_RATE; i++) network.expectNext();
    assertThat(network.expectNext()).isEqualTo(CloseReason.TOO_MANY_ERRORS.frame());
  }

  @Test
  void closesAsTheRelayDoes() {
    begin();
    socket.close(CloseReason.GOING_AWAY);
    assertThat(network.requestNext()).isEqualTo(CloseReason.GOING_AWAY.frame());
  }
}

package io.peerrelay.protocol.dialect.socketcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients of SocketCluster say and hear, byte for byte. */
class SocketClusterDialectTest {
  private static final ConversationId NEWS = new ConversationId("#news");
  private static final Username ANNA = new Username("anna");

  private Instant now = Instant.EPOCH;
  private final SocketClusterDialect dialect =
      new SocketClusterDialect("x1", Duration.ofSeconds(60), () -> now);

  /** Single quotes stand for double ones. */
  private Turn read(String text) {
    return dialect.read(text.replace('\'', '"'));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Request.Asked only(Turn turn) {
    assertThat(turn.requests()).hasSize(1);
    return turn.requests().get(0);
  }

  private Turn logIn() {
    Request.Asked login = only(read("{'event':'#handshake','data':{'authToken':'t'},'cid':1}"));
    assertThat(((ClientMessage.Login) login.message()).token()).isEqualTo(new Secret("t"));
    return dialect.write(
        login.id(),
        new ServerMessage.Welcome(
            ANNA, new Secret("t"), now, "device", "node", new ServerMessage.Limits(1, 1, 1, 1, 1)));
  }

  private void subscribe(String data) {
    Request.Asked join = only(read("{'event':'#subscribe','data':" + data + ",'cid':2}"));
    assertThat(join.message()).isEqualTo(new ChannelRequest.Join(new Channel("#news")));
    Request.Asked follow = only(dialect.write(join.id(), new ServerMessage.Ok()));
    assertThat(follow.message()).isInstanceOf(ConversationRequest.Follow.class);
    assertThat(dialect.write(follow.id(), new ServerMessage.Ok()).frames())
        .containsExactly("{\"rid\":2}");
  }

  private Turn push(long seq, String text) {
    return dialect.write(
        null,
        new ConversationMessage.Message(
            NEWS, seq, ANNA, now, text, null, null, null, null, null, null, null));
  }

  @Test
  void answersTheHandshake() {
    assertThat(logIn().frames())
        .containsExactly(
            json("{'rid':1,'data':{'id':'x1','isAuthenticated':true,'pingTimeout':60000}}"));
  }

  @Test
  void answersTheHandshakeOfNobody() {
    assertThat(read("{'event':'#handshake','data':{'authToken':null},'cid':1}").frames())
        .containsExactly(
            json("{'rid':1,'data':{'id':'x1','isAuthenticated':false,'pingTimeout':60000}}"));
  }

  @Test
  void saysThatATokenIsNotTakenAndHasTheClientComeAgainWhereItMayBe() {
    Request.Asked login = only(read("{'event':'#handshake','data':{'authToken':'t'},'cid':1}"));
    assertThat(
            dialect.write(login.id(), ErrorCode.BAD_CREDENTIALS.because("no").toError()).frames())
        .containsExactly(
            json(
                "{'rid':1,'data':{'id':'x1','isAuthenticated':false,'authError':"
                    + "{'name':'AuthTokenInvalidError','message':'no'},'pingTimeout':60000}}"));
    login = only(read("{'event':'#authenticate','data':'t','cid':2}"));
    assertThat(dialect.write(login.id(), ErrorCode.BUSY.because("later").toError()).frames())
        .containsExactly(json("{'rid':2,'error':{'name':'BusyError','message':'later'}}"));
  }

  @Test
  void publishesWhatIsSubscribedUnderTheNameOfTheClient() {
    logIn();
    assertThat(push(1, "1").frames()).isEmpty();
    subscribe("{'channel':'News'}");
    assertThat(push(2, "{\"a\": 1}").frames())
        .containsExactly(
            json("{'event':'#publish','data':{'channel':'News','data':{'a': 1}}}"), "");
    assertThat(push(3, "no \"JSON\"").frames())
        .containsExactly(
            "{\"event\":\"#publish\",\"data\":{\"channel\":\"News\",\"data\":\"no \\\"JSON\\\"\"}}");
  }

  @Test
  void tellsNumbersToAClientThatSaysWhereItIs() {
    logIn();
    Request.Asked join =
        only(read("{'event':'#subscribe','data':{'channel':'news','data':{'after':7}},'cid':2}"));
    Request.Asked follow = only(dialect.write(join.id(), new ServerMessage.Ok()));
    assertThat(follow.message()).isEqualTo(new ConversationRequest.Follow(NEWS, 7L));
    dialect.write(follow.id(), new ServerMessage.Ok());
    assertThat(push(8, "1").frames())
        .contains(json("{'event':'#publish','data':{'channel':'news','data':1,'seq':8}}"));
  }

  @Test
  void marksAsReadWhatAPongConfirms() {
    logIn();
    subscribe("{'channel':'news'}");
    assertThat(push(1, "1").frames()).hasSize(2).endsWith("");
    assertThat(push(2, "2").frames()).hasSize(1); // A ping is on its way.
    assertThat(only(dialect.read("")).message()).isEqualTo(new ConversationRequest.Read(NEWS, 1L));
    assertThat(push(3, "3").frames()).hasSize(1); // It is too soon.
    now = now.plusSeconds(1);
    assertThat(push(4, "4").frames()).hasSize(2);
    assertThat(dialect.ping().frames()).containsExactly("");
    push(5, "5");
    assertThat(only(dialect.read("")).message()).isEqualTo(new ConversationRequest.Read(NEWS, 4L));
    assertThat(dialect.read("").requests()).isEmpty();
  }

  @Test
  void acknowledgesWhatItPublishes() {
    logIn();
    Request.Asked message =
        only(read("{'event':'#publish','data':{'channel':'news','data':{'a':1}},'cid':5}"));
    assertThat(((ConversationRequest.Message) message.message()).text()).isEqualTo("{\"a\":1}");
    assertThat(dialect.write(message.id(), new ConversationMessage.Sent(NEWS, 1, now)).frames())
        .containsExactly("{\"rid\":5}");
    message = only(read("{'event':'#publish','data':{'channel':'news','data':'5'}}"));
    assertThat(((ConversationRequest.Message) message.message()).text()).isEqualTo("\"5\"");
    message = only(read("{'event':'#publish','data':{'channel':'news','data':'five'}}"));
    assertThat(((ConversationRequest.Message) message.message()).text()).isEqualTo("five");
  }

  @Test
  void endsASubscription() {
    logIn();
    subscribe("{'channel':'news'}");
    Turn turn = read("{'event':'#unsubscribe','data':'news','cid':3}");
    assertThat(turn.frames()).containsExactly("{\"rid\":3}");
    assertThat(only(turn).message()).isEqualTo(new ConversationRequest.Unfollow(NEWS));
    assertThat(push(1, "1").frames()).isEmpty();
    subscribe("'news'");
    assertThat(
            dialect
                .write(
                    null,
                    new ChannelMessage.Membership(
                        new Channel("#news"), ANNA, MembershipChange.REMOVED, null))
                .frames())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("{\"event\":\"#kickOut\",\"data\":{\"channel\":\"news\",\"message\":");
  }

  @Test
  void isNobodyAgainWithoutItsToken() {
    logIn();
    Turn turn = read("{'event':'#removeAuthToken'}");
    assertThat(turn.startsAnew()).isTrue();
    assertThat(read("{'event':'#subscribe','data':{'channel':'news'},'cid':2}").frames())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("{\"rid\":2,\"error\":{\"name\":\"NotLoggedInError\"");
  }

  @Test
  void takesSeveralEventsInOneFrame() {
    logIn();
    Turn turn =
        read(
            "[{'event':'#subscribe','data':{'channel':'a'},'cid':2},"
                + "{'event':'#subscribe','data':{'channel':'b'},'cid':3},{'event':'#disconnect'}]");
    assertThat(turn.requests()).hasSize(2);
    assertThat(turn.frames()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{",
        "1",
        "[]",
        "[[[]]]",
        "{}",
        "{'event':1}",
        "{'event':'#handshake'}",
        "{'event':'#handshake','data':7,'cid':'x'}",
        "{'event':'#subscribe','cid':2}",
        "{'event':'#subscribe','data':{'channel':['a']},'cid':2}",
        "{'event':'#publish','data':null,'cid':2}",
        "{'event':'#publish','data':{'channel':'#a','data':1},'cid':2}",
        "{'event':'#unsubscribe','data':{'channel':''},'cid':2}",
        "{'event':'#authenticate','data':{},'cid':2}",
        "{'event':'whatever','cid':99999999999999999999}",
        "{'rid':1}",
      })
  void takesWhateverIsSaid(String text) {
    read(text);
    logIn();
    read(text);
    assertThat(read("{'event':'whatever','cid':7}").frames())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("{\"rid\":7,\"error\":{\"name\":\"InvalidActionError\"");
  }

  @Test
  void saysByItsCloseCodeWhetherToComeAgain() {
    assertThat(List.of(1000, 1001, 1008, 1009, 4401, 4503).stream().map(dialect::closeCode))
        .containsExactly(1000, 1001, 1008, 1009, 4500, 1013);
  }
}

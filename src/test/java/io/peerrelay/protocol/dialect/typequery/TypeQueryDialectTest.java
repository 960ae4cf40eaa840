package io.peerrelay.protocol.dialect.typequery;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.protocol.dialect.Turn;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One client and a relay that answers what the test wants. */
class TypeQueryDialectTest {
  private static final Channel FEED = new Channel("#feed");
  private static final Username ANNA = new Username("anna");
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");
  private static final ServerMessage OK = new ServerMessage.Ok();
  private static final String SIGN_IN =
      "{'type_query':'signIn','username':'anna','password':'correct horse'}";
  private static final String AUTHORIZED = "{'status':'authorized','username':'anna'}";

  private final TypeQueryDialect dialect = new TypeQueryDialect(FEED, 20, true);

  @Test
  void createsTheFeedForTheFirstAndJoinsItWhereSomebodyWasQuicker() {
    read(SIGN_IN);
    assertThat(asked(welcome())).isEqualTo(new ChannelRequest.Join(FEED));
    assertThat(asked(error(ErrorCode.NO_SUCH_CHANNEL)))
        .isEqualTo(new ChannelRequest.CreateChannel(FEED, null, null));
    assertThat(asked(error(ErrorCode.CHANNEL_EXISTS))).isEqualTo(new ChannelRequest.Join(FEED));
    assertThat(said(answer(OK))).isEqualTo(AUTHORIZED);
    assertThat(dialect.waits()).isFalse();
  }

  @Test
  void triesNotForEverWhereItMayNeitherJoinNorCreate() {
    read(SIGN_IN);
    answer(welcome());
    Turn turn = answer(error(ErrorCode.NO_SUCH_CHANNEL));
    for (int i = 0; i < 3; i++) {
      answer(error(ErrorCode.CHANNEL_EXISTS));
      turn = answer(error(ErrorCode.NO_SUCH_CHANNEL));
    }
    assertNobodyIsSignedIn(turn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limitReached", "unavailable", "rateLimited"})
  void signsNobodyInWhoCannotBeInTheFeed(String code) {
    read(SIGN_IN);
    answer(welcome());
    assertNobodyIsSignedIn(answer(error(code)));
  }

  private void assertNobodyIsSignedIn(Turn turn) {
    assertThat(said(turn)).startsWith("{'status':'failure','reason':'");
    assertThat(turn.startsAnew()).isTrue();
    assertThat(dialect.waits()).isFalse();
    assertThat(said(read("{'type_query':'getComments'}"))).contains("Sign in first.");
  }

  @Test
  void saysWhatToDoWhereAnAddressMustBeConfirmedFirst() {
    Turn turn =
        read(
            "{'type_query':'signUp','username':'anna','password':'correct horse',"
                + "'email':'anna@example.org','name':'Anna','city':'','phone':17,'age':'7'}");
    ClientMessage.Register register = (ClientMessage.Register) asked(turn);
    assertThat(register.username()).isEqualTo(ANNA);
    assertThat(register.password()).isEqualTo(new Secret("correct horse"));
    assertThat(register.email()).isEqualTo(new EmailAddress("anna@example.org"));
    assertThat(register.profile().values()).isEqualTo(Map.of("name", "Anna", "phone", "17"));
    assertThat(said(answer(new ServerMessage.Registered(ANNA, true))))
        .startsWith("{'status':'failure','reason':'The e-mail address has to be confirmed");
    read(SIGN_IN);
    assertThat(said(answer(error(ErrorCode.NOT_CONFIRMED))))
        .startsWith("{'status':'failure','reason':'The e-mail address has to be confirmed");
  }

  @Test
  void takesTheSocketForANewOneWhereAnotherSignsIn() {
    signIn();
    Turn turn = read("{'type_query':'signIn','username':'boris','password':'correct horse'}");
    assertThat(turn.startsAnew()).isTrue();
    assertThat(((ClientMessage.Login) asked(turn)).username()).isEqualTo(new Username("boris"));
    assertThat(push(comment(7, "boris", "Hello"))).isEqualTo(Turn.NOTHING);
    assertThat(said(answer(error(ErrorCode.BAD_CREDENTIALS))))
        .isEqualTo("{'status':'failure','reason':'The username or the password is wrong.'}");
    assertThat(said(read("{'type_query':'like','id':1}"))).contains("Sign in first.");
  }

  @Test
  void saysSuccessBeforeItShowsTheClientItsOwnComment() {
    signIn();
    read("{'type_query':'addComment','comment':'Hello'}");
    assertThat(push(comment(7, "boris", "Hi")).frames()).hasSize(1);
    assertThat(push(comment(8, "anna", "Hello"))).isEqualTo(Turn.NOTHING);
    Turn turn = answer(new ConversationMessage.Sent(ConversationId.of(FEED), 8, TIME));
    assertThat(turn.frames()).hasSize(2);
    assertThat(turn.frames().get(0)).isEqualTo("{\"status\":\"success\"}");
    assertThat(turn.frames().get(1)).startsWith("{\"id\":8,\"username\":\"anna\"");
    assertThat(push(comment(9, "anna", "From my phone")).frames()).hasSize(1);
  }

  @Test
  void showsNothingOfOtherConversations() {
    signIn();
    assertThat(push(message("#other", 1, "boris", "Hi"))).isEqualTo(Turn.NOTHING);
    assertThat(push(message("anna:boris", 1, "boris", "Hi"))).isEqualTo(Turn.NOTHING);
    assertThat(push(new ConversationMessage.Deleted(ConversationId.of(FEED), 1)))
        .isEqualTo(Turn.NOTHING);
  }

  @Test
  void takesNoAnswerForAnother() {
    signIn();
    assertThat(dialect.write("1", error(ErrorCode.BAD_CREDENTIALS))).isEqualTo(Turn.NOTHING);
    Turn turn = read("{'type_query':'like','id':3}");
    assertThat(dialect.write("1", OK)).isEqualTo(Turn.NOTHING);
    assertThat(dialect.waits()).isTrue();
    assertThat(((ConversationRequest.React) asked(turn)).seq()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello                                                | This is no JSON object
          ``                                                   | This is no JSON object
          []                                                   | This is no JSON object
          "signIn"                                             | This is no JSON object
          {'type_query':'signIn'} {}                           | This is no JSON object
          {'type_query':'signIn','type_query':'signUp'}        | This is no JSON object
          {}                                                   | type_query: missing
          {'type_query':null}                                  | type_query: missing
          {'type_query':{}}                                    | type_query: missing
          {'type_query':'signOut'}                             | type_query: unknown
          {'type':'login','token':'t'}                         | type_query: missing
          {'action':'LOGIN','userLoginData':{}}                | type_query: missing
          {'method':10010,'params':{}}                         | type_query: missing
          {'type_query':'signIn'}                              | username: missing
          {'type_query':'signIn','username':'anna'}            | password: missing
          {'type_query':'signIn','username':'a','password':'p'} | username: a (expected
          {'type_query':'signIn','username':['anna'],'password':'p'} | username: not a text
          {'type_query':'signUp','password':'p'}               | email: missing
          {'type_query':'signUp','username':'anna','email':'a@b'} | password: missing
          {'type_query':'signUp','email':'no address','password':'p'} | email: no address (expected
          {'type_query':'signUp','email':"o'hara@b.c",'password':'p'} | This is no JSON object
          {'type_query':'signUp','username':'anna','password':'p','city':{'a':1}} | city: not a text
          {'type_query':'getComments'}                         | Sign in first.
          {'type_query':'like','id':1}                         | Sign in first.
          """)
  void saysInItsOwnFormWhatIsWrong(String text, String reason) {
    Turn turn = read(text);
    assertThat(turn.requests()).isEmpty();
    assertThat(said(turn)).startsWith("{'status':'failure','reason':'" + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type_query':'getComments','page':0}                | page: not such a number
          {'type_query':'getComments','page':-1}               | page: not such a number
          {'type_query':'getComments','page':1.5}              | page: not such a number
          {'type_query':'getComments','page':'first'}          | page: not such a number
          {'type_query':'getComments','page':true}             | page: not such a number
          {'type_query':'getComments','page':99999999999999999999} | page: not such a number
          {'type_query':'addComment'}                          | comment: missing
          {'type_query':'addComment','comment':''}             | comment: missing
          {'type_query':'addComment','comment':'a\\u0000'}      | comment: a control character
          {'type_query':'addComment','comment':'a\\ud800'}      | comment: half of a surrogate
          {'type_query':'addComment','comment':['a']}          | comment: not a text
          {'type_query':'addComment','comment':'a','img':'a.png'} | img: a.png (expected
          {'type_query':'addComment','comment':'a','img':{}}   | img: not a text
          {'type_query':'like'}                                | id: not such a number
          {'type_query':'like','id':'one'}                     | id: not such a number
          {'type_query':'dislike','id':0}                      | id: not such a number
          {'type_query':'dislike','id':null}                   | id: not such a number
          {'type_query':'dislike','id':[1]}                    | id: not such a number
          """)
  void saysWhatIsWrongOfWhoIsSignedIn(String text, String reason) {
    signIn();
    saysInItsOwnFormWhatIsWrong(text, reason);
    assertThat(asked(read("{'type_query':'getComments','page':'1'}")))
        .isInstanceOf(ConversationRequest.History.class);
  }

  private void signIn() {
    read(SIGN_IN);
    answer(welcome());
    assertThat(said(answer(OK))).isEqualTo(AUTHORIZED);
  }

  private String asked;

  private Turn read(String text) {
    return remember(dialect.read(text.replace('\'', '"')));
  }

  private Turn answer(ServerMessage message) {
    return remember(dialect.write(asked, message));
  }

  private Turn push(ServerMessage message) {
    return dialect.write(null, message);
  }

  private ClientMessage asked(ServerMessage answer) {
    return asked(answer(answer));
  }

  private static ClientMessage asked(Turn turn) {
    assertThat(turn.frames()).isEmpty();
    assertThat(turn.requests()).hasSize(1);
    return turn.requests().get(0).message();
  }

  private Turn remember(Turn turn) {
    if (!turn.requests().isEmpty()) asked = turn.requests().get(0).id();
    return turn;
  }

  private static String said(Turn turn) {
    assertThat(turn.requests()).isEmpty();
    assertThat(turn.frames()).hasSize(1);
    return turn.frames().get(0).replace('"', '\'');
  }

  private static ServerMessage welcome() {
    return new ServerMessage.Welcome(
        ANNA, new Secret("t"), TIME, "type-query", "node", new ServerMessage.Limits(1, 1, 1, 1, 1));
  }

  private static ServerMessage error(String code) {
    for (ErrorCode one : ErrorCode.values()) if (one.code().equals(code)) return error(one);
    throw new IllegalArgumentException(code);
  }

  private static ServerMessage error(ErrorCode code) {
    return code.because("Not now.").toError();
  }

  private static ServerMessage comment(long seq, String from, String text) {
    return message("#feed", seq, from, text);
  }

  private static ServerMessage message(String conversation, long seq, String from, String text) {
    return new ConversationMessage.Message(
        new ConversationId(conversation),
        seq,
        new Username(from),
        TIME,
        text,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}

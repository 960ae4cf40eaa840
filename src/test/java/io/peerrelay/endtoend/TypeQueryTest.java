package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of a site with a feed of comments, on a port of their own, word for word. */
class TypeQueryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DATE =
      Pattern.compile("\"date\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"");
  private static final AtomicInteger USERS = new AtomicInteger();

  @RegisterExtension
  static final RunningRelay relay =
      new RunningRelay(
          """
          relay.http.listen = "127.0.0.1:0, 127.0.0.1:0 type-query"
          relay.dialects.type-query { page-size = 3, confirm = false }
          relay.socket.request-timeout = 15s
          """);

  private final List<AutoCloseable> clients = new ArrayList<>();

  @AfterEach
  void hangUp() throws Exception {
    for (AutoCloseable client : clients) client.close();
  }

  @Test
  void answersAsTheFirstServerDid() throws IOException {
    RawClient anna = connect();
    anna.send(
        "{'type_query':'signUp','username':'anna','password':'correct horse 7',"
            + "'email':'anna@example.org','name':'Anna','surname':'Berg',"
            + "'img':'https://example.org/a.png','phone':'+41 31 1','school':'5','city':'Bern'}");
    assertSays(anna, "{'status':'authorized','username':'anna'}");
    RawClient boris = connect();
    boris.send("{'type_query':'signUp','password':'correct horse 7','email':'boris@example.org'}");
    assertSays(boris, "{'status':'authorized','username':'boris@example.org'}");

    anna.send("{'type_query':'addComment','comment':'Hello','img':'https://example.org/1.png'}");
    assertSays(anna, "{'status':'success'}");
    long first = id(boris.readText());
    String hello =
        "{'id':%d,'username':'anna','img':'https://example.org/1.png','comment':'Hello',"
            + "'like':%d,'dislike':%d,'date':'…'}";
    assertSays(anna, hello.formatted(first, 0, 0));
    boris.send("{'type_query':'addComment','comment':'Hi'}");
    assertSays(boris, "{'status':'success'}");
    String hi =
        "{'id':%d,'username':'boris@example.org','img':null,'comment':'Hi',"
            + "'like':0,'dislike':0,'date':'…'}";
    assertSays(boris, hi.formatted(first + 1));
    assertSays(anna, hi.formatted(first + 1));

    boris.send("{'type_query':'like','id':%d}", first);
    assertSays(boris, "{'status':'success','like':1,'dislike':0}");
    boris.send("{'type_query':'like','id':%d}", first);
    assertSays(boris, "{'status':'success','like':1,'dislike':0}");
    boris.send("{'type_query':'dislike','id':%d}", first);
    assertSays(boris, "{'status':'success','like':0,'dislike':1}");
    anna.send("{'type_query':'like','id':'%d'}", first);
    assertSays(anna, "{'status':'success','like':1,'dislike':1}");

    anna.send("{'type_query':'getComments'}");
    String page = anna.readText();
    assertThat(page)
        .startsWith("{\"status\":\"success\",\"comments\":[{\"id\":" + (first + 1) + ",");
    assertThat(DATE.matcher(page).replaceAll(Matcher.quoteReplacement("\"date\":\"…\"")))
        .contains(
            ("[" + hi.formatted(first + 1) + "," + hello.formatted(first, 1, 1))
                .replace('\'', '"'));
  }

  @Test
  void signsInOutAndInAgainAndTellsNobodyWhoExists() {
    RawClient client = connect();
    String name = signUp(client);
    RawClient again = connect();
    String wrong = "{'status':'failure','reason':'The username or the password is wrong.'}";
    again.send("{'type_query':'signIn','username':'%s','password':'wrong horse 7'}", name);
    assertSays(again, wrong);
    again.send("{'type_query':'signIn','username':'nobody','password':'wrong horse 7'}");
    assertSays(again, wrong);
    signIn(again, name);
    String other = signUp(again); // Another user on the same socket.
    again.send("{'type_query':'addComment','comment':'By whom'}");
    assertSays(again, "{'status':'success'}");
    assertThat(again.readText()).contains("\"username\":\"" + other + "\"");
    again.send("{'type_query':'signIn','username':'%s','password':'wrong horse 7'}", name);
    assertSays(again, wrong);
    again.send("{'type_query':'getComments'}");
    assertSays(again, "{'status':'failure','reason':'Sign in first.'}");
    signIn(again, name);
  }

  @Test
  void keepsTheProfileOfASignUp() {
    RawClient client = connect();
    String name = "profiled" + USERS.incrementAndGet();
    client.send(
        "{'type_query':'signUp','username':'%s','password':'correct horse 7',"
            + "'email':'%s@example.org','school':'5','password2':'correct horse 7'}",
        name, name);
    assertSays(client, "{'status':'authorized','username':'" + name + "'}");
    ForeignClient modern = modern(name);
    modern.send("{'type':'profile'}");
    assertThat(modern.expect("profile").path("fields").toString())
        .isEqualTo("{\"school\":\"5\",\"email\":\"" + name + "@example.org\"}");
    client.send(
        "{'type_query':'signUp','username':'%s','password':'correct horse 7','email':'x@y.z'}",
        name);
    assertSays(client, "{'status':'failure','reason':'username: taken (expected: a free one)'}");
    client.send("{'type_query':'signUp','password':'short','email':'short@example.org'}");
    assertThat(client.readText()).startsWith("{\"status\":\"failure\",\"reason\":\"password: ");
    client.send("{'type_query':'getComments','page':1000}"); // Still who it was.
    assertSays(client, "{'status':'success','comments':[]}");
  }

  @Test
  void showsPagesFromTheNewestDownWithoutWhatWasDeleted() throws IOException {
    RawClient client = connect();
    String name = signUp(client);
    List<Long> ids = new ArrayList<>();
    for (String text : List.of("one", "two", "three", "four", "five")) {
      client.send("{'type_query':'addComment','comment':'%s'}", text);
      assertSays(client, "{'status':'success'}");
      ids.add(id(client.readText()));
    }
    ForeignClient modern = modern(name);
    modern.send(
        "{'type':'edit','id':'e','conversation':'#feed','seq':%d,'text':'TWO'}", ids.get(1));
    modern.awaitMessage("ok");
    modern.send("{'type':'delete','id':'d','conversation':'#feed','seq':%d}", ids.get(3));
    modern.awaitMessage("ok");

    assertThat(comments(client, "")).containsExactly("five", "three");
    assertThat(comments(client, ",'page':1")).containsExactly("five", "three");
    assertThat(comments(client, ",'page':'2'")).startsWith("TWO", "one");
    assertThat(comments(client, ",'page':1000000000000")).isEmpty();
    client.send("{'type_query':'like','id':%d}", ids.get(3));
    assertSays(client, "{'status':'failure','reason':'id: " + ids.get(3) + " was deleted.'}");
    client.send("{'type_query':'like','id':999999}");
    assertThat(client.readText())
        .startsWith("{\"status\":\"failure\",\"reason\":\"id: 999999 (expected");
  }

  @Test
  void isAChannelForTheRelaysOwnClients() throws IOException {
    RawClient client = connect();
    String name = signUp(client);
    ForeignClient modern = relay.newUser("modern");
    clients.add(modern);
    modern.send("{'type':'join','channel':'#feed'}");
    modern.awaitMessage("ok");
    client.send("{'type_query':'addComment','comment':'Look','img':'https://example.org/2.png'}");
    assertSays(client, "{'status':'success'}");
    long seq = id(client.readText());
    JsonNode message = modern.awaitMessage("message");
    assertThat(message.path("from").asText()).isEqualTo(name);
    assertThat(message.path("seq").asLong()).isEqualTo(seq);
    assertThat(message.path("attachments").toString())
        .isEqualTo("[{\"url\":\"https://example.org/2.png\"}]");
    client.send("{'type_query':'dislike','id':%d}", seq);
    assertSays(client, "{'status':'success','like':0,'dislike':1}");
    assertThat(modern.awaitMessage("reaction").path("dislike").asLong()).isEqualTo(1);
    modern.send("{'type':'react','id':'r','conversation':'#feed','seq':%d,'reaction':'like'}", seq);
    modern.awaitMessage("ok");
    modern.send("{'type':'message','to':'#feed','text':'Nice'}");
    assertThat(client.readText())
        .contains("\"username\":\"" + modern.username() + "\",\"img\":null,\"comment\":\"Nice\"");
    client.send("{'type_query':'getComments'}");
    JsonNode look = JSON.readTree(client.readText()).at("/comments/1");
    assertThat(look.path("like").asLong()).isEqualTo(1);
    assertThat(look.path("dislike").asLong()).isEqualTo(1);
  }

  @Test
  void answersBadInputInItsOwnFormAndKeepsTheSocket() {
    RawClient client = connect();
    String name = signUp(client);
    for (String bad :
        List.of(
            "hello",
            "{",
            "[]",
            "{'type':'login','username':'anna','password':'correct horse 7'}",
            "{'action':'LOGIN','userLoginData':{'email':'a@b.c','password':'correct horse 7'}}",
            "{'method':10010,'params':{'username':'anna','password':'correct horse 7'}}",
            "{'type_query':'signIn','username':'anna'}",
            "{'type_query':'dislike'}",
            "{'type_query':'addComment'}",
            "{'type_query':'drop'}")) {
      client.send(bad);
      assertThat(client.readText())
          .startsWith("{\"status\":\"failure\",\"reason\":\"")
          .doesNotContain("correct horse");
    }
    client.sendFrame(0x80 | RawClient.BINARY, "bytes".getBytes(StandardCharsets.US_ASCII));
    assertThat(client.readText()).startsWith("{\"status\":\"failure\"");
    client.send("{'type_query':'addComment','comment':'Still here'}");
    assertSays(client, "{'status':'success'}");
    assertThat(client.readText()).contains(name, "Still here");
  }

  @Test
  void answersInTheOrderOfTheQuestions() {
    RawClient client = connect();
    signUp(client);
    client.send("{'type_query':'getComments','page':1000}");
    client.send("{'type_query':'unheard'}");
    client.send("{'type_query':'getComments','page':1000}");
    assertSays(client, "{'status':'success','comments':[]}");
    assertThat(client.readText()).contains("type_query: unknown");
    assertSays(client, "{'status':'success','comments':[]}");
  }

  private RawClient connect() {
    RawClient client = RawClient.connect(relay.node().addresses().get(1), "/");
    clients.add(client);
    return client;
  }

  private ForeignClient modern(String name) {
    ForeignClient client = ForeignClient.login(relay.address(), name, "correct horse 7");
    clients.add(client);
    return client;
  }

  private static String signUp(RawClient client) {
    String name = "user" + USERS.incrementAndGet();
    client.send(
        "{'type_query':'signUp','username':'%s','password':'correct horse 7',"
            + "'email':'%s@example.org'}",
        name, name);
    assertSays(client, "{'status':'authorized','username':'" + name + "'}");
    return name;
  }

  private static void signIn(RawClient client, String name) {
    client.send("{'type_query':'signIn','username':'%s','password':'correct horse 7'}", name);
    assertSays(client, "{'status':'authorized','username':'" + name + "'}");
  }

  /** Word for word, but for dates. */
  private static void assertSays(RawClient client, String expected) {
    assertThat(
            DATE.matcher(client.readText()).replaceAll(Matcher.quoteReplacement("\"date\":\"…\"")))
        .isEqualTo(expected.replace('\'', '"'));
  }

  private static long id(String item) throws IOException {
    return JSON.readTree(item).path("id").asLong();
  }

  private static List<String> comments(RawClient client, String page) throws IOException {
    client.send("{'type_query':'getComments'" + page + "}");
    String answer = client.readText();
    assertThat(answer).startsWith("{\"status\":\"success\",\"comments\":[");
    List<String> comments = new ArrayList<>();
    for (JsonNode item : JSON.readTree(answer).path("comments"))
      comments.add(item.path("comment").asText());
    return comments;
  }
}

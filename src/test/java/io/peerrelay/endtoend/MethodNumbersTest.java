package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerrelay.testing.RunningPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the method numbers, on a port of their own, and stored procedures behind them. */
class MethodNumbersTest {
  private static final Path PAGE = Path.of("docs", "method-numbers.md");

  @RegisterExtension
  static final RunningPostgres POSTGRES =
      new RunningPostgres(
          sql()
              + """
              create function api.series(a_last int) returns setof int language sql as $$
                select generate_series(1, a_last) $$;
              """);

  private static final String TABLE =
      """
      include classpath("methods.conf")
      methods = ${methods} [
        { number = 30000, name = fun_authenticate, procedure = api.fun_authenticate, login = false, parameters = [
            { name = a_username, type = string }, { name = a_password, type = string } ] }
        { number = 30001, name = fun_orders, procedure = api.fun_orders, parameters = [
            { name = a_since, type = string, optional = true }, { name = a_limit, type = integer } ] }
        { number = 30002, name = fun_missing, procedure = api.fun_missing, login = false }
        { number = 30003, name = pg_sleep, procedure = pg_catalog.pg_sleep, login = false, parameters = [
            { name = seconds, type = number } ] }
        { number = 30004, name = series, procedure = api.series, login = false, parameters = [
            { name = last, type = integer } ] }
      ]
      """;

  private static RunningRelay relay;
  private static InetSocketAddress address;

  @BeforeAll
  static void start() throws IOException {
    Path table = Files.writeString(Files.createTempFile("methods", ".conf"), TABLE);
    relay =
        new RunningRelay(
            POSTGRES.settings()
                + "relay.postgres.timeout = 3s\n"
                + "relay.dialects.methods.table = \""
                + table
                + "\"\n"
                + "relay.http.listen = \"127.0.0.1:0, 127.0.0.1:0 methods\"\n");
    relay.beforeAll(null);
    address = relay.node().addresses().get(1);
  }

  @AfterAll
  static void stop() {
    if (relay != null) relay.afterAll(null);
  }

  /** The procedures of the worked example, as they stand on the page. */
  private static String sql() {
    try {
      return block(Files.readString(PAGE), "```sql\n(.*?)```");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String page, String pattern) {
    Matcher block = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** Byte for byte, but for what is different each time: times, tokens, names of nodes. */
  @Test
  void theSessionOnThePageIsTheOneThatIsSpoken() throws IOException {
    String session = block(Files.readString(PAGE), "```session\n(.*?)```");
    List<String> expectedStreams = new ArrayList<>();
    List<String> streams = new ArrayList<>();
    int answers = 0;
    try (NumberedClient client = NumberedClient.connect(address)) {
      for (String line : session.lines().toList()) {
        String frame = line.substring(2);
        if (line.startsWith("> ")) client.send(frame);
        else if (isStream(frame)) expectedStreams.add(settled(frame));
        else {
          answers++;
          String answer = client.next();
          for (; isStream(answer); answer = client.next()) streams.add(settled(answer));
          assertThat(settled(answer)).isEqualTo(settled(frame));
        }
      }
    }
    assertThat(answers).isGreaterThan(8);
    assertThat(streams).isNotEmpty().containsAll(expectedStreams);
  }

  private static boolean isStream(String frame) {
    return frame.startsWith("{\"type\":\"Stream\"");
  }

  private static String settled(String frame) {
    return frame
        .replaceAll("\"accessToken\":\"[^\"]+\"", "\"accessToken\":\"TOKEN\"")
        .replaceAll("\"log_id\":\"[0-9a-f]+\"", "\"log_id\":\"LOG\"")
        .replaceAll("\"device\":\"[^\"]+\"", "\"device\":\"DEVICE\"")
        .replaceAll("\"node\":\"[^\"]+\"", "\"node\":\"NODE\"")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
  }

  @Test
  void logsInBySubprotocols() {
    register("sub-anna");
    try (NumberedClient client =
        NumberedClient.connect(address, "0login", "1sub-anna", "2correct%20horse%207")) {
      assertThat(client.subprotocol()).isEqualTo("0login");
      assertThat(client.next())
          .startsWith("{\"type\":\"Immediate\",\"method\":20000,\"params\":{\"accessToken\":\"");
      assertThat(client.ask("{\"method\":20009}"))
          .isEqualTo("{\"type\":\"Immediate\",\"method\":20009,\"params\":{}}");
    }
  }

  @Test
  void aWrongPasswordInSubprotocolsIsAnErrorAndTheSocketMayLogInStill() {
    register("sub-boris");
    try (NumberedClient client =
        NumberedClient.connect(address, "0login", "1sub-boris", "2wrong")) {
      assertThat(client.next())
          .startsWith("{\"type\":\"Error\",\"method\":20000,\"code\":401,\"log_id\":\"");
      assertThat(
              client.ask(
                  "{\"method\":10010,\"seq\":1,\"params\":[\"sub-boris\",\"correct horse 7\"]}"))
          .startsWith("{\"type\":\"Immediate\",\"method\":10010,\"seq\":1,");
    }
  }

  @Test
  void pushesComeAsAStreamOfTheLogin() {
    ForeignClient writer = relay.newUser("writer");
    register("num-reader");
    try (writer;
        NumberedClient reader = NumberedClient.connect(address)) {
      reader.ask(
          "{\"method\":10010,\"seq\":\"in\",\"params\":[\"num-reader\",\"correct horse 7\"]}");
      writer.send("{'type':'message','to':'num-reader','text':'hello'}");
      assertThat(settled(reader.next()))
          .isEqualTo(
              """
              {"type":"Stream","original_seq":"in","method":10010,"stream_seq":1,"stream_code":200,"data":\
              {"type":"message","conversation":"num-reader:%s","seq":1,"from":"%s","time":"TIME","text":"hello"}}"""
                  .formatted(writer.username(), writer.username()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"method":30002}                       | 500 | The procedure does not take these values, or failed
          {"method":30003,"params":[60]}         | 503 | The procedure took too long and was ended
          {"method":30004,"params":[1000000]}  | 413 | The procedure returned more than 1000 rows
          {"method":30004,"params":["1"]}        | 400 | last: of another type
          {"method":30001,"params":[null,3]}     | 401 | This socket is not logged in.
          {"method":20200,"params":["boris","x"]}| 401 | This socket is not logged in.
          {"type":"ping"}                        | 400 | method: missing
          {"action":"LOGIN"}                     | 400 | method: missing
          nonsense                               | 400 | message: no JSON object
          """)
  void answersWhatCannotBeDoneAndStays(String frame, int code, String text) {
    try (NumberedClient client = NumberedClient.connect(address)) {
      assertThat(client.ask("{\"method\":20009}")).contains("Immediate");
      assertThat(client.ask(frame))
          .startsWith("{\"type\":\"Error\",")
          .contains("\"code\":" + code + ",", "\"params\":\"" + text)
          .doesNotContain("select", "pg_", "127.0.0.1", "java.", "SQL");
      assertThat(client.ask("{\"method\":20009,\"seq\":2}"))
          .isEqualTo("{\"type\":\"Immediate\",\"method\":20009,\"seq\":2,\"params\":{}}");
    }
  }

  @Test
  void noClientOfTheRelayProtocolCallsAProcedure() {
    try (NumberedClient client = NumberedClient.connect(relay.address(), "relay.v1")) {
      assertThat(
              client.ask(
                  "{\"type\":\"procedureCall\",\"procedure\":{\"schema\":\"api\",\"name\":\"fun_orders\"},\"values\":[]}"))
          .contains("\"code\":\"unknownType\"");
    }
  }

  private static void register(String username) {
    try (NumberedClient client = NumberedClient.connect(address)) {
      assertThat(
              client.ask(
                  "{\"method\":10000,\"params\":{\"username\":\"%s\",\"password\":\"correct horse 7\"}}"
                      .formatted(username)))
          .contains("Immediate");
    }
  }
}

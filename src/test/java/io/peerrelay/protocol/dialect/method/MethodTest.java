package io.peerrelay.protocol.dialect.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.ClientMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.PeopleRequest;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MethodTable SHIPPED = MethodTable.of(Optional.empty());
  private static final Method ALL_TYPES =
      MethodTable.of(
              ConfigFactory.parseString(
                  """
                  methods = [{ number = 20000, name = all, procedure = api.all, parameters = [
                    { name = flag, type = boolean }
                    { name = count, type = integer }
                    { name = share, type = number }
                    { name = text, type = string, optional = true }
                  ]}]"""))
          .find(20_000)
          .orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20200 | {"to":"boris","text":"hi"}       | {"type":"message","to":"boris","text":"hi"}
          20200 | ["boris","hi",null,7]            | {"type":"message","to":"boris","text":"hi","replyTo":7}
          20208 | ["a1:b1",3]                      | {"type":"react","conversation":"a1:b1","seq":3,"reaction":"like"}
          20210 | ["a1:b1",3.0]                    | {"type":"react","conversation":"a1:b1","seq":3,"reaction":null}
          20300 | ["#news",true]                   | {"type":"createChannel","channel":"#news","private":true}
          20001 | ["abc"]                          | {"type":"login","token":"abc"}
          20100 | ["boris","a.txt",5]              | {"type":"offer","to":"boris","files":[{"name":"a.txt","size":5}]}
          20400 | ["boris"]                        | {"type":"presence","users":["boris"]}
          20009 |                                  | {"type":"ping"}
          20009 | []                               | {"type":"ping"}
          20009 | null                             | {"type":"ping"}
          """)
  void becomesTheRequestOfTheTable(int number, String params, String request) throws Exception {
    Request made = SHIPPED.find(number).orElseThrow().request("7", tree(params));
    ClientMessage expected = ((Request.Asked) RelayDialect.decode(request)).message();
    assertThat(made).isEqualTo(new Request.Asked("7", expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"flag":true,"count":1,"share":0.5,"text":"a"} | true | 1 | 0.5 | a
          {"text":null,"share":1,"count":-9223372036854775808,"flag":false} | false | -9223372036854775808 | 1 |
          [true, 2.0, 1e300]                             | true | 2 | 1.0E300 |
          [true, 2, 3, "; drop table x --"]              | true | 2 | 3 | ; drop table x --
          """)
  void callsAProcedureWithTheValuesInOrder(
      String params, String flag, String count, String share, String text) throws Exception {
    Request.Asked asked = (Request.Asked) ALL_TYPES.request("7", tree(params));
    assertThat(((ProcedureCall) asked.message()).values())
        .isEqualTo(Arrays.asList(flag, count, share, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                     | flag: missing (expected: true or false)
          []                                     | flag: missing
          {"flag":true,"count":1}                | share: missing (expected: a number)
          [true,1,2,"a","b"]                     | params: 5 values (expected: at most 4)
          "text"                                 | params: of another type (expected: an object, or an array
          7                                      | params: of another type
          {"flag":"true","count":1,"share":1}    | flag: of another type (expected: true or false)
          {"flag":1,"count":1,"share":1}         | flag: of another type
          {"flag":null,"count":1,"share":1}      | flag: of another type
          {"flag":true,"count":1.5,"share":1}    | count: of another type (expected: a whole number
          {"flag":true,"count":"1","share":1}    | count: of another type
          {"flag":true,"count":9223372036854775808,"share":1} | count: out of range (expected: a whole number
          {"flag":true,"count":1e400,"share":1}  | count: out of range
          {"flag":true,"count":1,"share":1e999}  | share: out of range (expected: a number)
          {"flag":true,"count":1,"share":{}}     | share: of another type
          {"flag":true,"count":1,"share":[1]}    | share: of another type
          [[true],1,1]                           | flag: of another type
          {"flag":true,"count":1,"share":1,"text":{"a":{"b":1}}} | text: of another type (expected: a string, or nothing)
          {"flag":true,"count":1,"share":1,"secret-x":1} | params: an unknown one (expected: only flag, count, share, text)
          {"flag":true,"count":1,"share":1,"text":"a\\u0000b"} | params: a NUL character
          {"flag":true,"count":1,"share":1,"text":"\\ud800"} | params: half of a surrogate pair
          """)
  void refusesWhatDoesNotFit(String params, String complaint) throws Exception {
    Request.Refused refused = (Request.Refused) ALL_TYPES.request("7", tree(params));
    assertThat(refused.problem().code()).isEqualTo(ErrorCode.BAD_FIELD);
    assertThat(refused.problem().message()).startsWith(complaint).doesNotContain("secret-x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"to\":\"b\",\"text\":\"hi\"}", "{\"to\":\"boris\",\"text\":\"\"}"})
  void refusesWhatTheRelayRefuses(String params) throws Exception {
    Request made = SHIPPED.find(20_200).orElseThrow().request("7", tree(params));
    assertThat(((Request.Refused) made).problem().code()).isEqualTo(ErrorCode.BAD_FIELD);
  }

  @Test
  void makesRecordsOfItsOwnRequests() {
    assertThat(((Request.Asked) SHIPPED.find(20_403).orElseThrow().request("7", null)).message())
        .isEqualTo(new PeopleRequest.Contacts());
    assertThat(((Request.Asked) SHIPPED.find(20_206).orElseThrow().request("7", null)).message())
        .isInstanceOf(ConversationRequest.Sync.class);
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return json == null ? null : JSON.readTree(json);
  }
}

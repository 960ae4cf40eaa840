package io.peerrelay.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an answer, which a client reads. */
class BadAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                            | message: empty
          []                                                            | message: an array
          {"re":"1"}                                                    | type: missing
          {"type":"news"}                                               | type: news
          {"type":"offered"}                                            | transfer: missing
          {"type":"credit","stream":1}                                  | bytes: missing
          {"type":"error","code":"novel","message":"m"}                 | retryable: missing
          {"type":"error","message":"m","retryable":false}              | code: missing
          {"type":"ok","re":5}                                          | re: a number
          {"type":"sent","conversation":"anna:bob","seq":1}             | time: missing
          {"type":"message","conversation":"anna:bob","time":null}      | seq: missing
          {"type":"receipt","conversation":"a:b","seq":1,"by":"bob","status":1} | status: a number
          {"type":"history","conversation":"a:b","messages":[],"more":1} | more: a number
          {"type":"welcome","token":{"a":"hunter2"}}                    | token: an object
          {"type":"error","code":"busy","message":"m","retryable":true,"retryAfter":"1"} | retryAfter: a string
          {"type":"message","conversation":"a:b","seq":1,"from":"bob","time":"2026-01-31T12:00:00Z","offer":5} | offer: a number
          {"type":"message","conversation":"a:b","seq":1,"from":"bob","time":"2026-01-31T12:00:00Z","offer":{"transfer":"t"}} | offer.files: missing
          {"type":"found","messages":[],"complete":null}                | complete: null
          {"type":"found","complete":true}                              | messages: missing
          {"type":"membership","channel":"#a","username":"bob"}         | change: missing
          {"type":"membership","channel":"a","username":"bob"}          | channel: a
          {"type":"membership","channel":"#a","username":"bob","change":"promoted"} | change: a string
          {"type":"channelChanged","channel":"#a","posting":"owners"}   | private: missing
          {"type":"channelChanged","channel":"#a","private":true}       | posting: missing
          {"type":"channels","channels":[{"channel":"#a"}],"more":true} | channels[0].private: missing
          {"type":"members","channel":"#a","members":[{"username":"bob"}],"more":true} | members[0].role: missing
          {"type":"members","channel":"#a","members":[{"username":"bob","role":"king"}],"more":true} | members[0].role: a string
          {"type":"presence","username":"bob"}                          | online: missing
          {"type":"presence","username":"bob","online":true,"lastSeen":5} | lastSeen: a number
          {"type":"contacts"}                                           | contacts: missing
          {"type":"contacts","contacts":[{"username":"bob"}]}           | contacts[0].standing: missing
          """)
  void aClientRefusesAnAnswerThatItDoesNotKnow(String text, String message) {
    assertThatThrownBy(() -> RelayDialect.decodeAnswer(text))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith(message + " (expected: ")
        .hasMessageNotContaining("hunter2");
  }
}

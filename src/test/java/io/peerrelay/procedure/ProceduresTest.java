package io.peerrelay.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.peerrelay.journal.TcpProxy;
import io.peerrelay.procedure.Procedures.Outcome;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.Settings;
import io.peerrelay.testing.RunningPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProceduresTest {
  @RegisterExtension
  static final RunningPostgres POSTGRES =
      new RunningPostgres(
          """
          create table api.notes (note text);
          create function api.echo(a_text text, a_count int, a_share float8, a_flag boolean)
            returns table (text text, count int, share float8, flag boolean)
            language sql as $$ select $1, $2, $3, $4 $$;
          create function api.types() returns table (
            big bigint, exact numeric, nothing text, at timestamptz, local timestamp, day date,
            tree jsonb, plain json, list int[], id uuid, raw bytea, nan float8, umlaut text)
            language sql as $$ select 9007199254740993, 1.10, null::text,
              '2026-01-31 13:00:00.125+01'::timestamptz, '2026-01-31 12:00'::timestamp, '2026-01-31'::date,
              '{"b": [1, {"c": null}]}'::jsonb, '{"a":1}'::json, array[1,2],
              'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '\\x00ff'::bytea, 'NaN'::float8, E'ü"\\n' $$;
          create function api.one() returns int language sql as $$ select 7 $$;
          create function api.none() returns setof int language sql as $$ select 1 where false $$;
          create function api.note(a_note text) returns void language sql as $$
            insert into api.notes values ($1) $$;
          create function api.notes() returns setof api.notes language sql as $$ select * from api.notes $$;
          create function api.caller() returns text language sql as $$ select current_setting('relay.username', true) $$;
          create function api.many(a_rows int) returns setof int language plpgsql as $$ begin
            insert into api.notes values ('many'); return query select generate_series(1, a_rows); end $$;
          create function api.wide(a_bytes int) returns text language sql as $$ select repeat('x', $1) $$;
          create function api.slow() returns int language plpgsql as $$ begin
            insert into api.notes values ('slow'); perform pg_sleep(60); return 1; end $$;
          create function api.failing() returns int language plpgsql as $$ begin
            raise exception 'inner words of 10.1.2.3'; end $$;
          create function api.spoiling() returns text language sql as $$
            select set_config('statement_timeout', '1', false) $$;
          """);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Procedures procedures;

  @BeforeAll
  static void start() {
    procedures = open(POSTGRES.uri(), "");
  }

  @AfterAll
  static void stop() {
    if (procedures != null) procedures.stop();
  }

  @Test
  void bindsTheValuesInTheirOrderAndHandsBackRows() throws Exception {
    assertThat(rows("echo", "it's; -- \"$1\" \\", "-5", "0.25", "true"))
        .isEqualTo(
            JSON.readTree(
                    "[{\"text\":\"it's; -- \\\"$1\\\" \\\\\",\"count\":-5,\"share\":0.25,\"flag\":true}]")
                .toString());
    assertThat(rows("echo", null, null, null, null))
        .isEqualTo("[{\"text\":null,\"count\":null,\"share\":null,\"flag\":null}]");
    assertThat(rows("one")).isEqualTo("[{\"one\":7}]");
    assertThat(rows("none")).isEqualTo("[]");
  }

  @Test
  void columnsOfEveryTypeBecomeJson() throws Exception {
    assertThat(rows("types"))
        .isEqualTo(
            """
            [{"big":9007199254740993,"exact":1.10,"nothing":null,"at":"2026-01-31T12:00:00.125+00:00",\
            "local":"2026-01-31T12:00:00","day":"2026-01-31","tree":{"b": [1, {"c": null}]},"plain":{"a":1},\
            "list":[1,2],"id":"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11","raw":"\\\\x00ff","nan":"NaN","umlaut":"ü\\"\\n"}]""");
  }

  @Test
  void keepsWhatAProcedureHasDone() throws Exception {
    assertThat(rows("note", "kept")).isEqualTo("[{\"note\":null}]");
    assertThat(rows("notes")).contains("{\"note\":\"kept\"}");
  }

  @Test
  void tellsTheProcedureWhoIsLoggedIn() {
    assertThat(((Outcome.Returned) call(procedures, "caller", new Username("anna"))).rows().rows())
        .isEqualTo("[{\"caller\":\"anna\"}]");
    assertThat(rows("caller")).isEqualTo("[{\"caller\":\"\"}]");
  }

  @ParameterizedTest
  @CsvSource({"many, 1001, 1000 rows", "many, 1000000, 1000 rows", "wide, 300000, 262144 bytes"})
  void refusesMoreThanAnAnswerMayHoldAndKeepsNothingOfIt(String name, String size, String limit) {
    Problem problem = refusal(procedures, name, size);
    assertThat(problem.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(problem.message()).contains(limit);
    assertThat(rows("notes")).doesNotContain("many");
  }

  @Test
  void handsBackAsMuchAsAnAnswerMayHold() throws Exception {
    assertThat(JSON.readTree(rows("many", "1000"))).hasSize(1000);
    assertThat(rows("wide", "262000")).hasSizeGreaterThan(262_000);
  }

  @Test
  void endsAProcedureThatTakesTooLong() {
    Problem problem = refusal(procedures, "slow");
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.message()).contains("took too long");
    assertThat(rows("notes")).doesNotContain("slow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failing", "missing", "echo", "one"})
  void saysNothingOfWhatTheDatabaseSays(String name) {
    Problem problem =
        name.equals("one") ? refusal(procedures, name, "too many") : refusal(procedures, name);
    assertThat(problem.code()).isEqualTo(ErrorCode.PROCEDURE_FAILED);
    assertThat(problem.message())
        .isEqualTo("The procedure does not take these values, or failed; nothing of it is kept.");
  }

  @Test
  void refusesAValueThatTheProcedureDoesNotTake() {
    assertThat(refusal(procedures, "many", "99999999999999").code())
        .isEqualTo(ErrorCode.PROCEDURE_FAILED);
  }

  @Test
  void callsNoneThatNoMethodLeadsTo() {
    ProcedureCall call =
        new ProcedureCall(new ProcedureName("pg_catalog", "pg_sleep"), List.of("1"), false);
    Outcome outcome = procedures.call(call, null).toCompletableFuture().join();
    assertThat(((Outcome.Refused) outcome).problem().code()).isEqualTo(ErrorCode.PROCEDURE_FAILED);
  }

  @Test
  void whatAProcedureSetsForItselfIsNotSetForTheNext() {
    Procedures single = open(POSTGRES.uri(), "relay.postgres.pool = 1");
    try {
      call(single, "spoiling", null);
      assertThat(call(single, "one", null)).isInstanceOf(Outcome.Returned.class);
    } finally {
      single.stop();
    }
  }

  @Test
  void answersBusyWhereTooManyWait() {
    Procedures small = open(POSTGRES.uri(), "relay.postgres { pool = 1, waiting = 1 }");
    try {
      List<Outcome> outcomes = new ArrayList<>();
      var first = small.call(named("slow"), null).toCompletableFuture();
      var second = small.call(named("slow"), null).toCompletableFuture();
      outcomes.add(small.call(named("slow"), null).toCompletableFuture().join());
      assertThat(((Outcome.Refused) outcomes.get(0)).problem().code()).isEqualTo(ErrorCode.BUSY);
      assertThat(List.of(first.join(), second.join()))
          .allSatisfy(
              outcome ->
                  assertThat(((Outcome.Refused) outcome).problem().code())
                      .isEqualTo(ErrorCode.UNAVAILABLE));
    } finally {
      small.stop();
    }
  }

  @Test
  void aDatabaseThatWasGoneIsFoundAgain() throws Exception {
    assertThat(rows("one")).isEqualTo("[{\"one\":7}]");
    POSTGRES.kill();
    Problem problem = refusal(procedures, "one");
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.message()).doesNotContain("127.0.0.1", "refused", "relay");
    POSTGRES.start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(call(procedures, "one", null)).isInstanceOf(Outcome.Returned.class));
  }

  @Test
  void aDatabaseThatFallsSilentIsGivenUpInTime() {
    try (TcpProxy line = TcpProxy.to(POSTGRES.address())) {
      Procedures behind =
          open(
              POSTGRES.uri().replace(POSTGRES.address(), line.address()),
              "relay.postgres.pool = 2");
      try {
        assertThat(call(behind, "one", null)).isInstanceOf(Outcome.Returned.class);
        line.fallSilent();
        assertThat(refusal(behind, "one").code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(behind, "one").code()).isEqualTo(ErrorCode.UNAVAILABLE);
      } finally {
        behind.stop();
      }
    }
  }

  @Test
  void saysThatThereIsNoDatabase() {
    assertThat(refusal(Procedures.none(), "one"))
        .isEqualTo(
            ErrorCode.UNAVAILABLE.because("This relay has no database of stored procedures."));
  }

  /** With a time limit that is over soon, for there are some that are waited for. */
  private static Procedures open(String uri, String changes) {
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(changes)
                .withFallback(ConfigFactory.parseString("relay.postgres.timeout = 3s"))
                .withFallback(ConfigFactory.parseString(POSTGRES.settings(uri)))
                .withFallback(Settings.defaults()));
    Set<ProcedureName> all =
        Set.copyOf(
            List.of(
                    "echo types one none note notes caller many wide slow failing missing spoiling"
                        .split(" "))
                .stream()
                .map(name -> new ProcedureName("api", name))
                .toList());
    return new Procedures(settings.postgres(), all);
  }

  private static ProcedureCall named(String name, String... values) {
    return new ProcedureCall(new ProcedureName("api", name), Arrays.asList(values), false);
  }

  private static Outcome call(Procedures at, String name, Username by, String... values) {
    return at.call(named(name, values), by)
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static String rows(String name, String... values) {
    return ((Outcome.Returned) call(procedures, name, null, values)).rows().rows();
  }

  private static Problem refusal(Procedures at, String name, String... values) {
    return ((Outcome.Refused) call(at, name, null, values)).problem();
  }
}

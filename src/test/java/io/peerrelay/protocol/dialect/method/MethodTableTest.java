package io.peerrelay.protocol.dialect.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.RequestTypes;
import io.peerrelay.settings.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodTableTest {
  private static final MethodTable SHIPPED = MethodTable.of(Optional.empty());

  @TempDir Path folder;

  @Test
  void theOneInTheProgramLeadsToEveryRequest() {
    Set<String> requests = new HashSet<>();
    for (int number : SHIPPED.numbers())
      requests.add(((Target.ToRelay) SHIPPED.find(number).orElseThrow().target()).type());
    assertThat(requests).containsExactlyInAnyOrderElementsOf(RequestTypes.names());
  }

  @Test
  void theOneInTheProgramIsTheOneOfTheConfiguration() {
    MethodTable file = MethodTable.of(Optional.of(Path.of("conf", "methods.conf")));
    assertThat(file.numbers()).isEqualTo(SHIPPED.numbers());
  }

  /** As it stands in conf/methods.conf, without the marks of a comment. */
  @Test
  void theWorkedExampleAddsToWhatIsThere() throws IOException {
    String shipped = Files.readString(Path.of("conf", "methods.conf"));
    String example =
        shipped
            .substring(shipped.indexOf("#   include"), shipped.indexOf("\n\nmethods = ["))
            .replaceAll("(?m)^#", "");
    MethodTable table =
        MethodTable.of(Optional.of(Files.writeString(folder.resolve("own.conf"), example)));
    assertThat(table.numbers()).containsAll(SHIPPED.numbers()).contains(30_000, 30_001);
    assertThat(table.procedures())
        .containsExactlyInAnyOrder(
            new ProcedureName("api", "fun_authenticate"), new ProcedureName("api", "fun_orders"));
    assertThat(table.find(30_000).orElseThrow().target())
        .isEqualTo(new Target.ToProcedure(new ProcedureName("api", "fun_authenticate"), false));
    assertThat(((Target.ToProcedure) table.find(30_001).orElseThrow().target()).needsLogin())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number = 10000, name = a, request = ping         | number: 10000 | a whole number, 20000 to
          number = 2.5, name = a, request = ping           | number: 2.5   | a whole number
          number = many, name = a, request = ping          | number: many  | a whole number
          name = a, request = ping                         | number: missing | a whole number
          number = 20000, request = ping                   | name: missing | letters, digits
          number = 20000, name = "a b", request = ping     | name: a b     | letters, digits
          number = 20000, name = 1a, request = ping        | name: 1a      | letters, digits
          number = 20000, name = a                         | request: missing | one of both
          number = 20000, name = a, request = ping, procedure = a.b | request: beside a procedure | one of both
          number = 20000, name = a, request = pong         | request: pong | one of accept, cancel
          number = 20000, name = a, requst = ping          | requst: unknown | only fields, login
          number = 20000, name = a, request = ping, login = true | login: given | only beside a procedure
          number = 20000, name = a, procedure = b          | procedure: b  | schema.name
          number = 20000, name = a, procedure = "a.b; drop table x" | procedure: a.b; drop table x | schema.name
          number = 20000, name = a, procedure = "a.b(1)"   | procedure: a.b(1) | schema.name
          number = 20000, name = a, procedure = a.b, login = maybe | login: maybe | true or false
          number = 20000, name = a, procedure = a.b, fields {} | fields: given | none where
          number = 20000, name = a, request = typing, parameters = to | parameters: no list | { name, type }
          number = 20000, name = a, request = typing, parameters = [to] | parameters: to | { name, type }
          number = 20000, name = a, request = typing, parameters = [{ name = to }] | type: missing | boolean, integer, number, string
          number = 20000, name = a, request = typing, parameters = [{ name = to, type = text }] | type: text | boolean, integer, number, string
          number = 20000, name = a, request = typing, parameters = [{ name = to, type = object }] | type: object | boolean, integer, number, string
          number = 20000, name = a, request = typing, parameters = [{ name = t.o, type = string }] | name: t.o | letters, digits
          number = 20000, name = a, request = typing, parameters = [{ name = an, type = string }] | request: typing with an | fields of it: to
          number = 20000, name = a, request = typing, fields { an = x } | request: typing with an | fields of it: to
          number = 20000, name = a, request = typing, fields { to = [x] } | fields: to | a string, a whole number
          number = 20000, name = a, request = typing, fields { to = x }, parameters = [{ name = to, type = string }] | fields: to | none that a parameter
          number = 20000, name = a, request = typing, parameters = [{ name = to, type = string }, { name = to, type = string }] | name: to | a name that no other
          number = 20000, name = a, procedure = a.b, parameters = [{ name = to, type = string, field = x }] | field: given | none where
          number = 20000, name = a, request = typing, parameters = [{ name = to, type = string, field = "to..x" }] | field: to..x | a field of the request
          """)
  void refusesAnEntryWithItsLineAndWhatWasExpected(String entry, String found, String expected) {
    String table =
        "methods = [\n  { number = 30000, name = fine, request = ping }\n  {" + entry + "}\n]";
    assertThatThrownBy(() -> MethodTable.of(ConfigFactory.parseString(table)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("String: 3: " + found + " (expected: " + expected);
  }

  @Test
  void refusesANumberThatIsThereTwice() {
    String twice =
        """
        methods = [
          { number = 20000, name = one, request = ping }
          { number = 20000, name = two, request = ping }
        ]""";
    assertThatThrownBy(() -> MethodTable.of(ConfigFactory.parseString(twice)))
        .hasMessage("String: 3: number: 20000 (expected: one of its own; line 2 has it)");
  }

  @ParameterizedTest
  @CsvSource({"''", "methods = many", "method = []"})
  void refusesATableWithoutMethods(String table) {
    assertThatThrownBy(() -> MethodTable.of(ConfigFactory.parseString(table)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("(expected: methods = [ {");
  }

  @Test
  void refusesAFileThatIsNotThereOrNoTable() throws IOException {
    assertThatThrownBy(() -> MethodTable.of(Optional.of(folder.resolve("none.conf"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("relay.dialects.methods.table: ")
        .hasMessageContaining("a file that can be read");
    Path broken = Files.writeString(folder.resolve("broken.conf"), "methods = [\n{ number = \n");
    assertThatThrownBy(() -> MethodTable.of(Optional.of(broken)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broken.conf, line ")
        .hasMessageEndingWith("(expected: HOCON like conf/methods.conf)");
  }
}

package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.RequestTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes methods of a table's entries, and refuses what no client could ever call. */
final class MethodTableReader {
  /** Lower ones are the server's own: signing up, logging in. */
  private static final int LEAST = 20_000;

  private static final String METHODS = "methods";
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final String IDENTIFIER_SHAPE =
      "letters, digits and _, no digit first, at most 63";
  private static final Pattern WAY = Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");
  private static final Set<String> METHOD_KEYS =
      Set.of("number", "name", "parameters", "request", "fields", "procedure", "login");
  private static final Set<String> PARAMETER_KEYS = Set.of("name", "type", "optional", "field");

  private final Config config;
  private final Map<Integer, TableEntry> taken = new HashMap<>();

  MethodTableReader(Config config) {
    this.config = config;
  }

  List<Method> read() {
    ConfigObject root = config.root();
    ConfigValue methods = root.get(METHODS);
    String expected = "methods = [ { number, name, parameters, request or procedure }, … ]";
    if (methods == null) throw TableEntry.invalid(root.origin(), METHODS, "missing", expected);
    return TableEntry.all(methods, METHODS, expected).stream().map(this::method).toList();
  }

  private Method method(TableEntry entry) {
    entry.refuseOthersThan(METHOD_KEYS);
    int number = entry.number("number", LEAST, Integer.MAX_VALUE);
    TableEntry other = taken.putIfAbsent(number, entry);
    if (other != null)
      throw entry.invalid("number", number, "one of its own; line " + other.line() + " has it");
    String name = identifier(entry, "name");
    List<Parameter> parameters = parameters(entry);
    return new Method(number, name, new Parameters(parameters), target(entry, parameters));
  }

  private static List<Parameter> parameters(TableEntry entry) {
    List<Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (TableEntry one : entry.list("parameters", "{ name, type }")) {
      Parameter parameter = parameter(one, entry.has("request"));
      if (!names.add(parameter.name()))
        throw one.invalid("name", parameter.name(), "a name that no other parameter has");
      parameters.add(parameter);
    }
    return parameters;
  }

  private static Parameter parameter(TableEntry entry, boolean ofRequest) {
    entry.refuseOthersThan(PARAMETER_KEYS);
    String name = identifier(entry, "name");
    String title = entry.text("type", ParameterType.titles());
    ParameterType type =
        ParameterType.of(title)
            .orElseThrow(() -> entry.invalid("type", title, ParameterType.titles()));
    if (entry.has("field") && !ofRequest)
      throw entry.invalid("field", "given", "none where the method calls a procedure");
    String way = "a field of the request, or the way below it like files.0.name";
    String field = entry.has("field") ? entry.text("field", way) : name;
    if (!WAY.matcher(field).matches()) throw entry.invalid("field", field, way);
    return new Parameter(name, type, entry.flag("optional", false), field);
  }

  private static Target target(TableEntry entry, List<Parameter> parameters) {
    if (entry.has("request") == entry.has("procedure"))
      throw entry.invalid(
          "request", entry.has("request") ? "beside a procedure" : "missing", "one of both");
    return entry.has("request") ? toRelay(entry, parameters) : toProcedure(entry);
  }

  private static Target toRelay(TableEntry entry, List<Parameter> parameters) {
    if (entry.has("login"))
      throw entry.invalid("login", "given", "only beside a procedure; requests know it themselves");
    String type = entry.text("request", "a request of docs/protocol.md");
    Set<String> known =
        RequestTypes.fields(type)
            .orElseThrow(
                () ->
                    entry.invalid(
                        "request", type, "one of " + String.join(", ", RequestTypes.names())));
    ObjectNode fixed = fixed(entry);
    Set<String> fields = new HashSet<>();
    parameters.forEach(one -> fields.add(one.field().split("\\.", 2)[0]));
    for (String field : fields)
      if (fixed.has(field)) throw entry.invalid("fields", field, "none that a parameter sets, too");
    fixed.fieldNames().forEachRemaining(fields::add);
    for (String field : fields)
      if (!known.contains(field))
        throw entry.invalid(
            "request", type + " with " + field, "fields of it: " + String.join(", ", known));
    return new Target.ToRelay(type, fixed);
  }

  private static ObjectNode fixed(TableEntry entry) {
    ObjectNode fixed = JsonNodeFactory.instance.objectNode();
    entry
        .object("fields", "{ field = value }")
        .ifPresent(
            fields ->
                fields.forEach((field, value) -> fixed.set(field, scalar(entry, field, value))));
    return fixed;
  }

  private static JsonNode scalar(TableEntry entry, String field, ConfigValue value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Object plain = value.unwrapped();
    if (plain == null) return json.nullNode();
    if (plain instanceof String text) return json.textNode(text);
    if (plain instanceof Boolean flag) return json.booleanNode(flag);
    if (plain instanceof Integer || plain instanceof Long)
      return json.numberNode(((Number) plain).longValue());
    throw entry.invalid("fields", field, "a string, a whole number, true, false or null for each");
  }

  private static Target toProcedure(TableEntry entry) {
    if (entry.has("fields"))
      throw entry.invalid("fields", "given", "none where the method calls a procedure");
    String text = entry.text("procedure", ProcedureName.SHAPE);
    ProcedureName name =
        ProcedureName.of(text)
            .orElseThrow(() -> entry.invalid("procedure", text, ProcedureName.SHAPE));
    return new Target.ToProcedure(name, entry.flag("login", true));
  }

  private static String identifier(TableEntry entry, String key) {
    String name = entry.text(key, IDENTIFIER_SHAPE);
    if (!IDENTIFIER.matcher(name).matches()) throw entry.invalid(key, name, IDENTIFIER_SHAPE);
    return name;
  }
}

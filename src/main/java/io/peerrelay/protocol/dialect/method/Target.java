package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.Request;
import java.util.ArrayList;
import java.util.List;

/** What a method forwards to. */
sealed interface Target {
  /**
   * @param values by their names, which fit the parameters
   * @throws InvalidField where a value is none that may be asked with
   */
  Request request(String id, List<Parameter> parameters, ObjectNode values);

  /**
   * A request of the relay protocol.
   *
   * @param fixed fields that are always the same
   */
  record ToRelay(String type, ObjectNode fixed) implements Target {
    @Override
    public Request request(String id, List<Parameter> parameters, ObjectNode values) {
      ObjectNode message = fixed.deepCopy();
      for (Parameter one : parameters) {
        JsonNode value = values.get(one.name());
        if (value != null && !value.isNull()) set(message, one.field(), value);
      }
      Request request = RelayDialect.decodeAs(type, message.toString());
      // The id is ours: longer than a client's own may be.
      if (request instanceof Request.Asked asked) return new Request.Asked(id, asked.message());
      return new Request.Refused(id, ((Request.Refused) request).problem());
    }

    /** Makes the objects and arrays on the way that are not there yet. */
    private static void set(ObjectNode message, String field, JsonNode value) {
      int last = field.lastIndexOf('.');
      String step = field.substring(last + 1);
      String way = last < 0 ? "" : "/" + field.substring(0, last).replace('.', '/');
      if (way.isEmpty()) message.set(step, value);
      else if (step.equals("0")) message.withArray(way).add(value);
      else message.withObject(way).set(step, value);
    }
  }

  /** A stored procedure, called with the values in the order of the table. */
  record ToProcedure(ProcedureName name, boolean needsLogin) implements Target {
    @Override
    public Request request(String id, List<Parameter> parameters, ObjectNode values) {
      List<String> texts = new ArrayList<>();
      for (Parameter one : parameters) {
        JsonNode value = values.get(one.name());
        texts.add(value == null || value.isNull() ? null : value.asText());
      }
      return new Request.Asked(id, new ProcedureCall(name, texts, needsLogin));
    }
  }
}

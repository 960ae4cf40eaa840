package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerrelay.protocol.Json;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Request;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.dialect.Dialect;
import io.peerrelay.protocol.dialect.Turn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket of a client that calls methods by their numbers. */
final class MethodDialect implements Dialect {
  private static final Logger LOG = LoggerFactory.getLogger(MethodDialect.class);

  /** So many errors of one socket are in the log: a client can't fill it. */
  private static final int MOST_LOGGED = 100;

  private final MethodTable table;
  private final List<String> subprotocols;
  private int errors;

  /** What logged the socket in; before that, what nobody asked for belongs to nothing. */
  private Call login = Call.unknown();

  private long pushes;

  MethodDialect(MethodTable table, List<String> subprotocols) {
    this.table = table;
    this.subprotocols = List.copyOf(subprotocols);
  }

  @Override
  public Turn open() {
    if (!SubprotocolLogin.isAsked(subprotocols)) return Turn.NOTHING;
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    SubprotocolLogin.username(subprotocols).ifPresent(name -> params.put("username", name));
    SubprotocolLogin.password(subprotocols).ifPresent(secret -> params.put("password", secret));
    return ask(Call.of(MethodTable.LOGIN_BY_SUBPROTOCOLS), table.login(), params);
  }

  @Override
  public Turn read(String text) {
    if (!(Json.read(text) instanceof ObjectNode message))
      return refuse(Call.unknown(), "message: no JSON object (expected: {\"method\": …})");
    Call call = Call.of(message);
    if (!call.repeats(message))
      return refuse(
          call, "seq: no plain value, or too long (expected: at most 40 characters, or nothing)");
    JsonNode number = message.path(Call.METHOD);
    if (!number.isIntegralNumber())
      return refuse(
          call,
          "method: "
              + (number.isMissingNode() ? "missing" : "of another type")
              + " (expected: a whole number)");
    Optional<Method> method =
        number.canConvertToInt() ? table.find(number.intValue()) : Optional.empty();
    if (method.isEmpty())
      return error(
          call, NumericCode.NO_SUCH_METHOD, "method: unknown (expected: one of the table)");
    return ask(call, method.get(), message.get("params"));
  }

  private Turn ask(Call call, Method method, JsonNode params) {
    Request request = method.request(call.id(), params);
    if (request instanceof Request.Asked asked) return Turn.ask(asked);
    Problem problem = ((Request.Refused) request).problem();
    return error(call, NumericCode.of(problem.code()), problem.message());
  }

  @Override
  public Turn write(String re, ServerMessage message) {
    Call call = re == null ? Call.unknown() : Call.ofId(re);
    if (message instanceof ServerMessage.Error error)
      return error(call, NumericCode.of(error.code()), error.message());
    if (re == null) return Turn.say(Frames.stream(login, ++pushes, message));
    if (message instanceof ServerMessage.Welcome) login = call;
    return Turn.say(Frames.immediate(call, message));
  }

  private Turn refuse(Call call, String text) {
    return error(call, NumericCode.BAD_REQUEST, text);
  }

  private Turn error(Call call, int code, String text) {
    String logId = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    if (errors++ < MOST_LOGGED)
      LOG.info(
          "{}: method {} was answered {}: {}",
          logId,
          call.method().isIntegralNumber() ? call.method() : "?",
          code,
          text);
    return Turn.say(Frames.error(call, code, logId, text));
  }
}

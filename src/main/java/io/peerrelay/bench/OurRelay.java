package io.peerrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A relay of ours in a process of its own, and the users who meet there. */
public final class OurRelay {
  static final String PASSWORD = "correct horse 7";

  private static final Pattern LISTENS = Pattern.compile("listens on http");
  private static final Map<String, String> ANY_FREE_PORT =
      Map.of(
          "RELAY_MONGO_EMBEDDED_PORT",
          "0",
          "RELAY_CLUSTER_PORT",
          "0",
          "RELAY_CLUSTER_MANAGEMENT_PORT",
          "0");

  private final StartedProcess process;
  private final int port;

  /** Of the users who have registered. */
  private final Map<String, String> tokens;

  private OurRelay(StartedProcess process, int port, Map<String, String> tokens) {
    this.process = process;
    this.port = port;
    this.tokens = tokens;
  }

  /** Starts one on an empty database, as the README does, and returns when it serves. */
  static OurRelay start(Workplace workplace, JavaProgram program)
      throws IOException, InterruptedException {
    return start(workplace, program, "relay", Map.of(), "serve");
  }

  /**
   * The same with other settings.
   *
   * @param name no two of a workplace have the same
   * @param settings as environment variables
   */
  public static OurRelay start(
      Workplace workplace, JavaProgram program, String name, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(workplace, program, name, settings, "serve");
  }

  /**
   * Several nodes of one relay, which share the database of the first.
   *
   * @param count at least 1
   */
  public static List<OurRelay> startNodes(
      Workplace workplace,
      JavaProgram program,
      String name,
      Map<String, String> settings,
      int count)
      throws IOException, InterruptedException {
    int ports = Workplace.freePorts(2);
    Map<String, String> first = new HashMap<>(settings);
    first.put("RELAY_CLUSTER_PORT", "" + ports);
    first.put("RELAY_MONGO_EMBEDDED_PORT", "" + (ports + 1));
    Map<String, String> others = new HashMap<>(settings);
    others.put("RELAY_CLUSTER_JOIN", "127.0.0.1:" + ports);
    others.put("RELAY_MONGO_URI", "mongodb://127.0.0.1:" + (ports + 1) + "/relay");
    List<OurRelay> nodes = new ArrayList<>();
    Map<String, String> tokens = new ConcurrentHashMap<>();
    for (int node = 0; node < count; node++) {
      OurRelay relay = start(workplace, program, name + "-" + node, node == 0 ? first : others);
      nodes.add(new OurRelay(relay.process, relay.port, tokens));
    }
    return nodes;
  }

  /**
   * The same, but what carries its bytes.
   *
   * @param by nio-web, nio-ws or tcp-ws
   */
  static OurRelay startSpike(Workplace workplace, JavaProgram program, String by)
      throws IOException, InterruptedException {
    return start(workplace, program, by, Map.of(), "bench", "serve", "--by", by.replace('-', '_'));
  }

  private static OurRelay start(
      Workplace workplace,
      JavaProgram program,
      String name,
      Map<String, String> settings,
      String... serve)
      throws IOException, InterruptedException {
    Path data = workplace.folder(name);
    int port = Workplace.freePorts(1);
    List<String> command = new ArrayList<>(List.of(serve));
    command.addAll(List.of("--port", "" + port, "--data", data.toString()));
    Map<String, String> surroundings = new HashMap<>(ANY_FREE_PORT);
    surroundings.putAll(settings);
    StartedProcess process =
        workplace.start(name, program.command(command.toArray(String[]::new)), surroundings);
    process.awaitLine(LISTENS);
    return new OurRelay(process, port, new ConcurrentHashMap<>());
  }

  public StartedProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  /** A new socket of a user, who is registered the first time. */
  RelaySocket logIn(String username) throws IOException {
    return logIn(username, RelaySocket.connect(port));
  }

  /** The same, on a socket that is there. */
  RelaySocket logIn(String username, RelaySocket socket) throws IOException {
    String token = tokens.get(username);
    if (token != null) {
      socket.send("login", Map.of("token", token));
      socket.expect("welcome");
      return socket;
    }
    Map<String, String> who = Map.of("username", username, "password", PASSWORD);
    socket.send("register", who);
    socket.expect("registered");
    socket.send("login", who);
    JsonNode welcome = socket.expect("welcome");
    tokens.put(username, welcome.path("token").asText());
    return socket;
  }
}

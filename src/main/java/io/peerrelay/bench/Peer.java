package io.peerrelay.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another relay, as a folder of {@code src/bench/peers} describes it; the README there says what is
 * in such a folder.
 *
 * @param folder its scripts
 * @param installed where it is installed, if it is
 * @param about what it is, in a few words
 * @param protocol what its sockets speak
 * @param ready the line that it prints when it serves
 * @param offered the line that its sending program prints when the other may come
 */
public record Peer(
    Path folder, Path installed, String about, Protocol protocol, Pattern ready, Pattern offered) {
  /** Its ports are these many in a row. */
  private static final int PORTS = 10;

  /** What the sockets of a relay speak. */
  public enum Protocol {
    /** WebSockets that open the same path are joined; each is told "joined". */
    WEBSOCKET,
    /** magic-wormhole's transit protocol: two that name the same token are joined. */
    TRANSIT,
    /** One of its own: it is measured by its programs only. */
    OWN,
    /** Centrifugo's, in JSON: messages to a channel. */
    CENTRIFUGE,
    /** What comes by a WebSocket on /publish goes to all on /subscribe. */
    BROADCAST
  }

  /** One that runs. */
  public record Running(StartedProcess process, int port) {}

  /** All peers in a folder, by name. */
  static List<Peer> all(Path peers, Path cache) throws IOException {
    try (Stream<Path> folders = Files.list(peers)) {
      List<Path> described =
          folders.filter(folder -> Files.exists(description(folder))).sorted().toList();
      List<Peer> all = new ArrayList<>();
      for (Path folder : described) all.add(read(folder, cache.resolve(folder.getFileName())));
      return all;
    }
  }

  /** Of those that are installed. */
  public static List<String> versions(List<Peer> peers) throws IOException {
    List<String> versions = new ArrayList<>();
    for (Peer peer : peers)
      peer.installedVersion().ifPresent(version -> versions.add(peer.name() + ": " + version));
    return versions;
  }

  private static Peer read(Path folder, Path installed) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(description(folder))) {
      properties.load(reader);
    }
    return new Peer(
        folder.toAbsolutePath(),
        installed.toAbsolutePath(),
        property(folder, properties, "about"),
        Protocol.valueOf(property(folder, properties, "protocol").toUpperCase(Locale.ROOT)),
        Pattern.compile(property(folder, properties, "ready")),
        Pattern.compile(properties.getProperty("offered", "$.")));
  }

  private static String property(Path folder, Properties properties, String name)
      throws IOException {
    String value = properties.getProperty(name);
    if (value == null) throw new IOException(description(folder) + ": " + name + " is missing");
    return value;
  }

  private static Path description(Path folder) {
    return folder.resolve("peer.properties");
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** Whether it passes bytes from one to another, rather than messages to many. */
  boolean passesBytes() {
    return protocol != Protocol.CENTRIFUGE && protocol != Protocol.BROADCAST;
  }

  /** Whether it comes with programs that send and receive a file. */
  boolean hasPrograms() {
    return Files.exists(folder.resolve("send"));
  }

  /** What is installed, as its installation script wrote it down. */
  public String version() throws NotThere, IOException {
    Path version = installed.resolve("version");
    if (!Files.exists(version))
      throw new NotThere("not installed: run " + folder.resolve("install") + " " + installed);
    return Files.readString(version).strip();
  }

  private Optional<String> installedVersion() throws IOException {
    try {
      return Optional.of(version());
    } catch (NotThere e) {
      return Optional.empty();
    }
  }

  public Running start(Workplace workplace) throws IOException, InterruptedException {
    int port = Workplace.freePorts(PORTS);
    StartedProcess process = workplace.start(name(), script("start", port), Map.of());
    process.awaitLine(ready);
    return new Running(process, port);
  }

  /** The command of one of its scripts. */
  List<String> script(String name, int port, String... arguments) {
    Stream<String> fixed =
        Stream.of(folder.resolve(name).toString(), installed.toString(), "" + port);
    return Stream.concat(fixed, Stream.of(arguments)).toList();
  }
}

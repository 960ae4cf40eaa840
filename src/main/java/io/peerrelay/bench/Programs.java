package io.peerrelay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Prepares programs that hand over the same file, each pair of them by a relay of its kind. */
final class Programs {
  private static final Pattern WAITING = Pattern.compile("Waiting for files");
  private static final int CHUNK = 1 << 20;

  private final Workplace workplace;
  private final JavaProgram program;
  private final long fileSize;
  private Path file;

  /**
   * @param fileSize in bytes
   */
  Programs(Workplace workplace, JavaProgram program, long fileSize) {
    this.workplace = workplace;
    this.program = program;
    this.fileSize = fileSize;
  }

  /** Our command line: the receiver waits, then the sender comes. */
  Candidate ours(Label label, OurRelay relay) throws IOException, InterruptedException {
    Map<String, String> surroundings = surroundings(label);
    surroundings.put("PEER_RELAY_SERVER", "ws://127.0.0.1:" + relay.port());
    surroundings.put("PEER_RELAY_PASSWORD", OurRelay.PASSWORD);
    for (String user : List.of("anna", "boris")) {
      List<String> register = program.command("register", "--user", user);
      workplace.start("register", register, surroundings).awaitSuccess();
    }
    Path inbox = workplace.folder(label.name() + "-inbox");
    String[] receive = {
      "receive", "--user", "boris", "--accept", "all", "--count", "1", "--into", inbox.toString()
    };
    String[] send = {"send", file().toString(), "--to", "boris", "--user", "anna"};
    return new ProgramCandidate(
        label,
        workplace,
        relay.process(),
        program.command(receive),
        WAITING,
        program.command(send),
        surroundings,
        file(),
        inbox);
  }

  /** A peer's own programs: the sender waits, then the receiver comes. */
  Candidate of(Label label, Peer peer, Peer.Running relay) throws IOException {
    Path inbox = workplace.folder(label.name() + "-inbox");
    String code = "7-" + UUID.randomUUID();
    return new ProgramCandidate(
        label,
        workplace,
        relay.process(),
        peer.script("send", relay.port(), file().toString(), code),
        peer.offered(),
        peer.script("receive", relay.port(), inbox.toString(), code),
        surroundings(label),
        file(),
        inbox);
  }

  /** What these programs remember is kept apart from what their user's have. */
  private Map<String, String> surroundings(Label label) throws IOException {
    String home = workplace.folder(label.name() + "-home").toString();
    Map<String, String> surroundings = new HashMap<>();
    for (String folder :
        List.of("HOME", "PEER_RELAY_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"))
      surroundings.put(folder, home);
    return surroundings;
  }

  private Path file() throws IOException {
    if (file != null) return file;
    file = workplace.folder("outbox").resolve("bench.bin");
    byte[] chunk = new byte[CHUNK];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = fileSize; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
    return file;
  }
}

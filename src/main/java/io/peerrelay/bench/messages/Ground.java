package io.peerrelay.bench.messages;

import io.peerrelay.bench.JavaProgram;
import io.peerrelay.bench.OurRelay;
import io.peerrelay.bench.Workplace;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a part of the benchmark stands on: processes that end with it, and the sockets to them. */
record Ground(Workplace workplace, JavaProgram program, Loop loop) implements Closeable {
  /**
   * A relay as an operator starts it, but that it takes as many messages of a client as come, and
   * computes passwords quickly: thousands of accounts are registered before anything is measured.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "RELAY_SOCKET_MESSAGE_RATE", "1000000",
          "RELAY_CONVERSATION_MESSAGE_RATE", "1000000",
          "RELAY_ACCOUNT_ARGON2_MEMORY", "8 KiB",
          "RELAY_ACCOUNT_ARGON2_ITERATIONS", "1");

  static Ground open(JavaProgram program) throws IOException {
    return new Ground(Workplace.open(), program, Loop.open());
  }

  OurRelay relay(String name) throws IOException, InterruptedException {
    return OurRelay.start(workplace, program, name, SETTINGS);
  }

  /** Two nodes of one relay. */
  List<OurRelay> nodes(String name) throws IOException, InterruptedException {
    return OurRelay.startNodes(workplace, program, name, SETTINGS, 2);
  }

  @Override
  public void close() throws IOException {
    try (loop) {
      workplace.close();
    }
  }
}

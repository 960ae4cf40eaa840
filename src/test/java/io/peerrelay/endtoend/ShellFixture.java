package io.peerrelay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two people, each with an account and a shell in this process. */
abstract class ShellFixture {
  static final String PASSWORD = "correct horse battery staple";

  @TempDir Path home;
  final String suffix = UUID.randomUUID().toString().substring(0, 8);
  final String ada = "ada-" + suffix;
  final String bob = "bob-" + suffix;
  Shell adas;
  Shell bobs;
  private final RunningRelay relay;

  ShellFixture(RunningRelay relay) {
    this.relay = relay;
  }

  @BeforeEach
  void register() {
    adas = shell("ada");
    bobs = shell("bob");
    assertThat(adas.run("register", "--user", ada).exitCode()).isZero();
    assertThat(bobs.run("register", "--user", bob).exitCode()).isZero();
  }

  /** One that knows the password. */
  Shell shell(String configuration) {
    return new Shell(relay.address(), home.resolve(configuration), PASSWORD, null);
  }
}

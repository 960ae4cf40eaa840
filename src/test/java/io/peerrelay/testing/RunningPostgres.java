package io.peerrelay.testing;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL of the tests' own, from Debian's package, on loopback and a port of its own; or the
 * one that {@code RELAY_TEST_POSTGRES_URL} names ({@code postgresql://user:password@host/database},
 * whose schema {@code api} is made anew). Where there is neither, the tests say so and are skipped.
 */
public final class RunningPostgres implements BeforeAllCallback, AfterAllCallback {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "relay";
  private static final String PASSWORD = "only for tests";

  private final Optional<URI> named =
      Optional.ofNullable(System.getenv("RELAY_TEST_POSTGRES_URL")).map(URI::create);
  private final String script;
  private Path programs;
  private Path folder;
  private int port;
  private Process process;

  /**
   * @param script SQL that is run when it is there, in an empty schema {@code api}
   */
  public RunningPostgres(String script) {
    this.script = script;
  }

  /** As relay.postgres.uri has it. */
  public String uri() {
    return named
        .map(uri -> "postgresql://" + uri.getRawAuthority().replaceAll(".*@", "") + uri.getPath())
        .orElse("postgresql://127.0.0.1:" + port + "/postgres");
  }

  public String user() {
    return named.map(uri -> uri.getUserInfo().split(":", 2)[0]).orElse(USER);
  }

  public String password() {
    return named.map(uri -> uri.getUserInfo().split(":", 2)[1]).orElse(PASSWORD);
  }

  /** host:port. */
  public String address() {
    URI uri = URI.create(uri());
    return uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort());
  }

  /** What a relay has to be told of it. */
  public String settings() {
    return settings(uri());
  }

  /** The same by another way to it. */
  public String settings(String uri) {
    return "relay.postgres { uri = \"%s\", user = \"%s\", password = \"%s\" }\n"
        .formatted(uri, user(), password());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (named.isEmpty()) {
      programs = programs();
      create();
      start();
    }
    run("drop schema if exists api cascade; create schema api;" + script);
  }

  public void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + uri(), user(), password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Skips the tests, with a word, where it is not installed. */
  private static Path programs() throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(VERSIONS))
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        versions
            .map(version -> version.resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
            .forEach(found::add);
      }
    assumeThat(found)
        .as("PostgreSQL is installed, or RELAY_TEST_POSTGRES_URL names one")
        .isNotEmpty();
    return found.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private void create() throws Exception {
    folder = Files.createTempDirectory("peer-relay-postgres");
    Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
    // It refuses to run as root, so that all of this has to be somebody else's.
    if (isRoot()) finish(new ProcessBuilder("chown", "-R", "postgres", folder.toString()));
    finish(
        program(
            "initdb",
            "--pgdata=" + folder.resolve("data"),
            "--username=" + USER,
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** After {@link #kill}, too, on the same port. */
  public void start() throws IOException {
    process =
        program(
                "postgres",
                "-D",
                folder.resolve("data").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                "",
                "-F")
            .start();
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> run("select 1"));
  }

  /** It is gone from one moment to the next; only one of the tests' own may be. */
  public void kill() throws IOException, InterruptedException {
    assumeThat(named).as("a PostgreSQL of the tests' own").isEmpty();
    // SIGQUIT: all its processes end at once, and nothing is tidied up.
    new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
    process.waitFor();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (process == null) return;
    if (process.isAlive()) kill();
    finish(new ProcessBuilder("rm", "-r", folder.toString()));
  }

  private ProcessBuilder program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot())
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private static void finish(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0)
      throw new IllegalStateException(program.command() + " did not end well");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}

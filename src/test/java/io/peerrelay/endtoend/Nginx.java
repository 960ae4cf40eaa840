package io.peerrelay.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.peerrelay.testing.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The installed nginx with conf/nginx.conf, in front of these nodes. */
final class Nginx implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("conf", "nginx.conf");
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"));

  private final Process process;
  private final InetSocketAddress address;

  private Nginx(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Skips the test, with a word, where there is no nginx. */
  static Nginx before(Path folder, InetSocketAddress... nodes) throws IOException {
    assumeThat(PROGRAMS).as("nginx is installed").anyMatch(Files::isExecutable);
    Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", FreePort.find());
    Path configuration = Files.writeString(folder.resolve("nginx.conf"), with(address, nodes));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString(),
                "-g",
                "daemon off;")
            .redirectError(folder.resolve("nginx.log").toFile())
            .start();
    Nginx nginx = new Nginx(process, address);
    await().ignoreExceptions().until(nginx::answers);
    return nginx;
  }

  /** The configuration as it is, but for its addresses. */
  private static String with(InetSocketAddress address, InetSocketAddress... nodes)
      throws IOException {
    String servers =
        List.of(nodes).stream()
            .map(node -> "server 127.0.0.1:" + node.getPort() + " max_fails=1 fail_timeout=5s;")
            .collect(Collectors.joining("\n"));
    return Files.readString(CONFIGURATION)
        .replaceAll("(?s)(upstream relay \\{).*?\\n  }", "$1\n" + servers + "\n  }")
        .replaceAll("listen 127.0.0.1:\\d+;", "listen 127.0.0.1:" + address.getPort() + ";")
        .replace("worker_processes auto;", "worker_processes 1;")
        .replace("worker_rlimit_nofile 65536;", "")
        .replace("worker_connections 32768;", "worker_connections 512;");
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      return socket.isConnected();
    }
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

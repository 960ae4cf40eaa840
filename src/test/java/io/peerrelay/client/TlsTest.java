package io.peerrelay.client;

import static io.peerrelay.client.RelayClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.testing.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "only for this test";
  private static SSLContext context;

  @BeforeAll
  static void makeACertificateForLocalhost(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    int exit =
        new ProcessBuilder(
                JavaCommand.tool("keytool"),
                "-genkeypair",
                "-alias",
                "relay",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  @Test
  void speaksToARelayWhoseCertificateIsTrustedAndNamesIt() throws Exception {
    try (ScriptedRelay relay = new ScriptedRelay(server(), TlsTest::pong);
        RelayClient client = connect(relay, "localhost", context)) {
      assertThat(await(client.ping())).isNotNull();
    }
  }

  @Test
  void leavesARelayWhoseCertificateNamesAnother() throws Exception {
    try (ScriptedRelay relay = new ScriptedRelay(server(), TlsTest::pong)) {
      assertThatThrownBy(() -> connect(relay, "127.0.0.1", context))
          .isInstanceOf(RelayException.class)
          .hasMessageContaining("No trusted TLS connection");
    }
  }

  @Test
  void leavesARelayWhoseCertificateIsNotTrusted() throws Exception {
    try (ScriptedRelay relay = new ScriptedRelay(server(), TlsTest::pong)) {
      assertThatThrownBy(() -> connect(relay, "localhost", SSLContext.getDefault()))
          .isInstanceOf(RelayException.class)
          .hasMessageContaining("No trusted TLS connection");
    }
  }

  @Test
  void saysWhenTheOtherEndSpeaksNoTls() throws Exception {
    try (ScriptedRelay relay =
        new ScriptedRelay(client -> client.write("HTTP/1.1 400 Bad\r\n\r\n"))) {
      assertThatThrownBy(() -> connect(relay, "localhost", context))
          .isInstanceOf(RelayException.class)
          .extracting(e -> ((RelayException) e).hint().orElseThrow())
          .asString()
          .contains("ws://");
    }
  }

  private static ServerSocket server() throws IOException {
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static RelayClient connect(ScriptedRelay relay, String host, SSLContext tls) {
    return RelayClient.connect(
        URI.create("wss://" + host + ":" + relay.address().getPort()),
        ClientOptions.defaults().withTls(tls),
        new RelayListener() {});
  }

  private static void pong(ScriptedRelay.Peer client) throws IOException {
    client.open();
    String id = client.read().text().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    client.send("{\"type\":\"pong\",\"re\":\"" + id + "\"}");
    client.read();
  }
}

package io.peerrelay.account;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Gives a mail server that speaks in the clear a STARTTLS of its own: says hello, takes STARTTLS
 * and nothing else, then passes on what comes through TLS.
 *
 * <pre>client -STARTTLS- front -TLS ends here- plain SMTP server</pre>
 */
final class StartTlsFront implements Closeable {
  private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int behind;
  private final SSLContext tls;

  StartTlsFront(int behind) throws Exception {
    this.behind = behind;
    KeyStore keys = KeyStore.getInstance("PKCS12");
    char[] password = "changeit".toCharArray();
    try (InputStream in = DummySSLServerSocketFactory.class.getResourceAsStream("/greenmail.p12")) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket client) {
    try (client) {
      say(client, "220 front");
      while (true) {
        String line = line(client.getInputStream());
        if (line.isEmpty()) return;
        if (line.startsWith("EHLO")) say(client, "250-front\r\n250 STARTTLS");
        else if (line.startsWith("STARTTLS")) {
          say(client, "220 go on");
          passOn(client);
          return;
        } else say(client, "530 Must issue a STARTTLS command first");
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private void passOn(Socket client) throws IOException {
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, false);
    secured.setUseClientMode(false);
    try (secured;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      line(server.getInputStream()); // its hello: ours was said already
      threads.execute(() -> copy(server, secured));
      copy(secured, server);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // either side is gone
    }
  }

  private static void say(Socket client, String lines) throws IOException {
    client.getOutputStream().write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Byte by byte: what follows the line belongs to somebody else. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read())
      line.append((char) next);
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}

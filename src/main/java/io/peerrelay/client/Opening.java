package io.peerrelay.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The way from an address to an open WebSocket that speaks the relay protocol. */
final class Opening {
  /** Payloads are mostly longer than this buffer, so they pass it by. */
  private static final int HEADER_BUFFER = 16 * 1024;

  private static final String CHECK = "Check the address, and that a relay runs there.";

  private final URI relay;
  private final ClientOptions options;
  private final boolean secure;
  private final int port;
  private Socket socket = new Socket();

  private Opening(URI relay, ClientOptions options) {
    check(relay);
    secure = isScheme(relay, "wss");
    this.relay = relay;
    this.options = options;
    port = relay.getPort() >= 0 ? relay.getPort() : secure ? 443 : 80;
  }

  /**
   * @param input right behind the handshake
   * @param silence notices when nothing comes from {@code input}
   */
  record Opened(Socket socket, InputStream input, SilenceWatch silence) {}

  /**
   * @throws RelayException where no relay can be reached, saying why
   * @throws IllegalArgumentException where the address is none of a relay
   */
  static Opened open(URI relay, ClientOptions options) {
    return new Opening(relay, options).open();
  }

  /**
   * @throws IllegalArgumentException where the address is none of a relay
   */
  static void check(URI relay) {
    if ((!isScheme(relay, "wss") && !isScheme(relay, "ws")) || relay.getHost() == null)
      throw new IllegalArgumentException(
          "relay: " + relay + " (expected: ws://host:port or wss://host:port)");
  }

  private static boolean isScheme(URI relay, String scheme) {
    return scheme.equalsIgnoreCase(relay.getScheme());
  }

  private Opened open() {
    boolean opened = false;
    try {
      connect();
      SilenceWatch silence = new SilenceWatch(socket.getInputStream());
      InputStream input = new BufferedInputStream(silence, HEADER_BUFFER);
      new UpgradeRequest(relay).send(socket.getOutputStream(), input);
      socket.setSoTimeout((int) options.silence().toMillis());
      opened = true;
      return new Opened(socket, input, silence);
    } catch (IOException e) {
      throw explained(e);
    } finally {
      if (!opened) closeQuietly();
    }
  }

  private void connect() throws IOException {
    int patience = (int) options.connectTimeout().toMillis();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(relay.getHost(), port), patience);
    socket.setSoTimeout(patience);
    if (secure) encrypt();
  }

  private void encrypt() throws IOException {
    SSLSocket encrypted =
        (SSLSocket)
            tls()
                .getSocketFactory()
                .createSocket(socket, relay.getHost(), port, /* autoClose= */ true);
    socket = encrypted;
    SSLParameters parameters = encrypted.getSSLParameters();
    // Without this the certificate may be anybody's.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
  }

  private SSLContext tls() throws IOException {
    try {
      return options.tls() != null ? options.tls() : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("This Java platform has no TLS.", e);
    }
  }

  private RelayException explained(IOException e) {
    String where = relay.getHost() + ":" + port;
    if (e instanceof UnknownHostException)
      return failed("There is no host named " + relay.getHost() + ".", CHECK, false, e);
    if (e instanceof ConnectException)
      return failed("Nothing listens at " + where + " (connection refused).", CHECK, true, e);
    if (e instanceof SocketTimeoutException)
      return failed(
          where + " did not answer within " + options.connectTimeout().toSeconds() + " s.",
          CHECK,
          true,
          e);
    if (e instanceof SSLException)
      return failed(
          "No trusted TLS connection to " + where + ": " + e.getMessage() + ".",
          "Check the address; a relay without TLS is reached by ws:// instead of wss://.",
          false,
          e);
    if (e instanceof EOFException)
      return failed(where + " closed the connection in the opening handshake.", CHECK, true, e);
    return failed("No connection to " + where + ": " + e.getMessage() + ".", CHECK, true, e);
  }

  private static RelayException failed(String what, String hint, boolean retryable, IOException e) {
    return new RelayException(what, hint, retryable, e);
  }

  private void closeQuietly() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was of no use before either.
    }
  }
}

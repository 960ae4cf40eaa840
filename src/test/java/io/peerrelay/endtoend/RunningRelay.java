package io.peerrelay.endtoend;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.node.Node;
import io.peerrelay.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole relay with its embedded database, on ports of its own, for the tests of one class. */
public final class RunningRelay implements BeforeAllCallback, AfterAllCallback {
  static final String QUICK =
      """
      relay.http.listen = "127.0.0.1:0"
      relay.mongo.embedded-port = 0
      relay.cluster.port = 0
      relay.cluster.management-port = 0
      relay.account.argon2 { memory = 1 MiB, iterations = 1 }
      """;

  private final AtomicInteger users = new AtomicInteger();
  private final String settings;
  private Path data;
  private Node node;

  /**
   * @param settings what differs from the defaults, as in a file of settings
   */
  public RunningRelay(String settings) {
    this.settings = settings;
  }

  public InetSocketAddress address() {
    return node.addresses().get(0);
  }

  /** The same, for our client. */
  URI uri() {
    return URI.create("ws://127.0.0.1:" + address().getPort());
  }

  /** A new user, logged in, whose name starts with this one. */
  ForeignClient newUser(String name) {
    return ForeignClient.loggedIn(address(), name + "-" + users.incrementAndGet());
  }

  /** One more device of a user. */
  ForeignClient anotherDevice(ForeignClient user) {
    return ForeignClient.loggedIn(address(), user.username());
  }

  /** How many transfers have bytes on their way. */
  public int runningTransfers() {
    return node.runningTransfers();
  }

  public Node node() {
    return node;
  }

  /** Where the relay writes its mails. */
  Path outbox() {
    return data.resolve("outbox");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("peer-relay-test");
    start();
  }

  /** Stops, and starts anew with what it has stored; on another port. */
  public void restart() throws IOException {
    node.close();
    start();
  }

  private void start() throws IOException {
    node =
        Node.start(
            Settings.of(
                ConfigFactory.parseString(settings)
                    .withFallback(
                        ConfigFactory.parseString(QUICK + "relay.data = \"" + data + "\""))
                    .withFallback(Settings.defaults())));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    node.close();
  }
}

package io.peerrelay.node;

import com.typesafe.config.ConfigFactory;
import io.peerrelay.settings.Settings;

public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Node node =
        Node.start(
            Settings.of(
                ConfigFactory.parseString(arguments.length > 1 ? arguments[1] : "")
                    .withFallback(Settings.defaults())));
    System.err.println("up " + node.addresses());
    node.awaitStop();
  }
}

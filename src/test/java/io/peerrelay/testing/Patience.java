package io.peerrelay.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what has to come, unless they say otherwise: long enough for a machine
 * that now and then stands still for many seconds. It costs nothing where it comes.
 */
public final class Patience implements BeforeAllCallback {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG);
  }
}

package io.peerrelay.node;

import io.peerrelay.settings.ClusterSettings;

/** Which version of the program a node runs. */
final class Version {
  private static final String NOT_PACKAGED = "0.0.0-development";

  private Version() {}

  /** As the settings say, else as the manifest of the jar does that this runs from. */
  static String of(ClusterSettings settings) {
    if (!settings.appVersion().isEmpty()) return settings.appVersion();
    String packaged = Version.class.getPackage().getImplementationVersion();
    return packaged == null ? NOT_PACKAGED : packaged;
  }
}

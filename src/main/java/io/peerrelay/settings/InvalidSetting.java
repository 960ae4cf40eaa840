package io.peerrelay.settings;

/**
 * A setting that can't be used: which key, what it holds, and what was expected. Ends the start.
 */
public final class InvalidSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param key which one, or the place in a file of settings
   */
  public InvalidSetting(String key, Object value, String expected) {
    super(key + ": " + ("".equals(value) ? "empty" : value) + " (expected: " + expected + ")");
  }
}

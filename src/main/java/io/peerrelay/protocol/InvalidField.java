package io.peerrelay.protocol;

/**
 * Input that holds what it may not. The message names the field, says what was found and what was
 * expected, and never shows a {@link Secret}.
 */
public final class InvalidField extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;
  private final String name;
  private final String complaint;

  /**
   * @param name empty: the value itself, whatever it is called where it came from
   */
  InvalidField(ErrorCode code, String name, String complaint) {
    super(name.isEmpty() ? complaint : name + ": " + complaint);
    this.code = code;
    this.name = name;
    this.complaint = complaint;
  }

  public Problem problem() {
    return code.because(getMessage());
  }

  String name() {
    return name;
  }

  /** The same complaint about a field that is called otherwise where the value came from. */
  InvalidField at(String path) {
    return new InvalidField(code, path, complaint);
  }
}

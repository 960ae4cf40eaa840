package io.peerrelay.websocket;

/** What a frame carries (RFC 6455, section 5.2). */
public enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xA);

  private static final Opcode[] BY_CODE = new Opcode[16];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** The opcode of these four bits, or null where the standard reserves them. */
  static Opcode of(int code) {
    return BY_CODE[code];
  }

  public int code() {
    return code;
  }

  /** Control frames are never fragmented and may stand between the fragments of a message. */
  public boolean isControl() {
    return code >= 0x8;
  }
}

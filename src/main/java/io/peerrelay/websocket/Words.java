package io.peerrelay.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at a time, as a long in the machine's own order. */
final class Words {
  static final VarHandle NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private Words() {}

  /** Turns a long whose highest byte stands for the first byte into the machine's own order. */
  static long fromBigEndian(long word) {
    return LITTLE_ENDIAN ? Long.reverseBytes(word) : word;
  }
}

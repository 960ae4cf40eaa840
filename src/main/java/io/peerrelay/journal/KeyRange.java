package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ObjectDataType;

/**
 * The keys between two others in an index.
 *
 * <p>The serialized form has a head that is the same for all keys with as many values, then the
 * values from left to right. So keys with the same text in front are beside each other; and among
 * them those that go on with a number that is not negative are in its order, because the index
 * knows numbers as doubles, whose eight bytes come with the highest first.
 *
 * <pre>
 *   | head | text | class of doubles | double | reference to the class | double | end |
 *                                      8        6                        8        1
 * </pre>
 */
record KeyRange(SerializedKey first, SerializedKey last) {
  private static final byte BEHIND_ALL = (byte) 0xFF;
  private static final int BEHIND_FIRST_DOUBLE = 6 + Double.BYTES + 1;

  /** All keys of so many values that begin with this text. */
  static KeyRange of(String text, int size) {
    Object[] values = new Object[size];
    values[0] = text;
    byte[] key = ObjectDataType.serialize(new KeyValue(values));
    // Each null takes a byte, and so does the end.
    byte[] prefix = Arrays.copyOf(key, key.length - size);
    return new KeyRange(new SerializedKey(prefix), behind(prefix));
  }

  /**
   * The keys of a text and two numbers of which the first is within these bounds, themselves
   * included.
   *
   * @param least what is below 0 stands for 0
   */
  static KeyRange of(String text, double least, double greatest) {
    byte[] key = ObjectDataType.serialize(new KeyValue(text, 0.0, 0.0));
    byte[] prefix = Arrays.copyOf(key, key.length - BEHIND_FIRST_DOUBLE);
    ByteBuffer number = ByteBuffer.wrap(prefix, prefix.length - Double.BYTES, Double.BYTES).slice();
    number.putDouble(0, greatest);
    SerializedKey last = greatest < 0 ? new SerializedKey(new byte[0]) : behind(prefix);
    number.putDouble(0, Math.max(0.0, least));
    return new KeyRange(new SerializedKey(prefix), last);
  }

  Cursor<SerializedKey, Object> ascending(MVMap<SerializedKey, Object> index) {
    return index.cursor(first, last, false);
  }

  Cursor<SerializedKey, Object> descending(MVMap<SerializedKey, Object> index) {
    return index.cursor(last, first, true);
  }

  /**
   * Behind all keys that begin so: what follows is the tag of a value or the end, which are less.
   */
  private static SerializedKey behind(byte[] prefix) {
    byte[] key = Arrays.copyOf(prefix, prefix.length + 1);
    key[prefix.length] = BEHIND_ALL;
    return new SerializedKey(key);
  }
}

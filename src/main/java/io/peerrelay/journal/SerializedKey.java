package io.peerrelay.journal;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * What a unique index knows a document by, in the form in which the store has always kept and
 * ordered it: as Java serializes it. The store's own type makes this form anew of both keys at each
 * comparison, some thirty times for one insert.
 *
 * @param bytes never changed
 */
record SerializedKey(byte[] bytes) {
  /** Opens the map of an index. */
  static MVMap.Builder<SerializedKey, Object> map() {
    return new MVMap.Builder<SerializedKey, Object>().keyType(new Type());
  }

  static SerializedKey of(KeyValue value) {
    return new SerializedKey(ObjectDataType.serialize(value));
  }

  KeyValue value() {
    return (KeyValue) ObjectDataType.deserialize(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SerializedKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return value().toString();
  }

  /** The same bytes in the file, and in the same order, as by {@link ObjectDataType}. */
  static final class Type extends BasicDataType<SerializedKey> {
    /** Says that what follows is a serialized object. */
    private static final byte TAG = 19;

    /** Of the objects around the bytes, in memory. */
    private static final int OVERHEAD = 56;

    @Override
    public int compare(SerializedKey one, SerializedKey other) {
      return Arrays.compareUnsigned(one.bytes, other.bytes);
    }

    @Override
    public int getMemory(SerializedKey key) {
      return OVERHEAD + key.bytes.length;
    }

    @Override
    public void write(WriteBuffer out, SerializedKey key) {
      out.put(TAG).putVarInt(key.bytes.length).put(key.bytes);
    }

    @Override
    public SerializedKey read(ByteBuffer in) {
      byte tag = in.get();
      if (tag != TAG) throw new IllegalStateException("tag: " + tag + " (expected: " + TAG + ")");
      byte[] bytes = new byte[DataUtils.readVarInt(in)];
      in.get(bytes);
      return new SerializedKey(bytes);
    }

    @Override
    public SerializedKey[] createStorage(int size) {
      return new SerializedKey[size];
    }
  }
}

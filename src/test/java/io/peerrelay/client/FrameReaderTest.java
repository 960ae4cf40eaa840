package io.peerrelay.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerrelay.websocket.FrameHeader;
import io.peerrelay.websocket.Opcode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final byte[] CHUNK = {0, 0, 0, 7, 'b', 'y', 't', 'e', 's'};
  private static final byte[] LEAVE = {0x03, (byte) 0xe9, 'b', 'y', 'e'};

  /** Writes down what it takes. */
  private static final class Notes implements FrameReader.Receiver {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void onText(String text) {
      taken.add("text " + text);
    }

    @Override
    public void onBytes(long stream, InputStream input, long length) throws IOException {
      byte[] bytes = input.readNBytes((int) length);
      if (bytes.length < length) throw new EOFException();
      taken.add("stream " + stream + " " + new String(bytes, UTF_8));
    }

    @Override
    public void onPing(byte[] payload) {
      taken.add("ping " + new String(payload, UTF_8));
    }
  }

  private final Notes notes = new Notes();

  @Test
  void handsOnWhatTheRelaySends() throws Exception {
    assertThat(new FrameReader(new ByteArrayInputStream(session()), notes).readAll())
        .hasValueSatisfying(close -> assertThat(close.code()).isEqualTo(1001));
    assertThat(notes.taken).containsExactly("text hä", "stream 7 bytes", "ping you");
  }

  /** Whatever was under way: a cut line is a cut line, and nobody else's fault. */
  @Property
  void saysThatTheLineWasCutWhereverItWas(@ForAll @IntRange(max = 27) int cut) {
    byte[] whole = session();
    assertThat(whole).hasSizeGreaterThan(cut);
    assertThatThrownBy(
            () -> new FrameReader(new ByteArrayInputStream(whole, 0, cut), new Notes()).readAll())
        .isInstanceOf(EOFException.class);
  }

  /** 28 bytes. */
  private static byte[] session() {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    frame(bytes, Opcode.TEXT, "hä".getBytes(UTF_8));
    frame(bytes, Opcode.BINARY, CHUNK);
    frame(bytes, Opcode.PING, "you".getBytes(UTF_8));
    frame(bytes, Opcode.CLOSE, LEAVE);
    byte[] session = new byte[bytes.position()];
    bytes.flip().get(session);
    return session;
  }

  private static void frame(ByteBuffer to, Opcode opcode, byte[] payload) {
    FrameHeader.unmasked(true, opcode, payload.length).encode(to);
    to.put(payload);
  }
}

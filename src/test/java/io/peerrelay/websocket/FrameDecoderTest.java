package io.peerrelay.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  private static final Limits LIMITS = new Limits(200_000, 200_000);

  /** A message of the client's, in fragments, with a ping between each two of them. */
  record Sent(boolean text, List<byte[]> fragments, boolean pings) {
    void writeTo(ByteArrayOutputStream out) {
      for (int i = 0; i < fragments.size(); i++) {
        Opcode kind = text ? Opcode.TEXT : Opcode.BINARY;
        boolean last = i == fragments.size() - 1;
        out.writeBytes(
            RawClient.masked(last, i == 0 ? kind : Opcode.CONTINUATION, fragments.get(i)));
        if (pings) {
          out.writeBytes(RawClient.masked(true, Opcode.PING, (byte) i));
        }
      }
    }

    byte[] payload() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      fragments.forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  @Property
  void anySplitOfTheBytesGivesTheSameMessages(
      @ForAll("conversations") List<Sent> conversation, @ForAll("cuts") List<Integer> cuts)
      throws ProtocolViolation {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    conversation.forEach(sent -> sent.writeTo(wire));

    List<FrameDecoder.Decoded> decoded = decode(wire.toByteArray(), cuts);

    assertThat(texts(decoded)).isEqualTo(expectedTexts(conversation));
    assertThat(binaries(decoded)).isEqualTo(expectedBinaries(conversation));
    assertThat(decoded.stream().filter(FrameDecoder.Ping.class::isInstance))
        .hasSize(pings(conversation));
  }

  @Property
  void aWholeReadGivesOnePartAFrameAndPingsInTheirPlace(@ForAll("binaries") Sent sent)
      throws ProtocolViolation {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    sent.writeTo(wire);
    List<FrameDecoder.Decoded> expected = new ArrayList<>();
    boolean first = true;
    for (int i = 0; i < sent.fragments().size(); i++) {
      boolean last = i == sent.fragments().size() - 1;
      byte[] fragment = sent.fragments().get(i);
      if (fragment.length > 0 || last) {
        expected.add(
            new FrameDecoder.Received(
                new Message.Binary(ByteString.fromArray(fragment), first, last)));
        first = false;
      }
      if (sent.pings()) {
        expected.add(new FrameDecoder.Ping(ByteString.fromArray(new byte[] {(byte) i})));
      }
    }
    assertThat(decode(wire.toByteArray(), List.of())).isEqualTo(expected);
  }

  @Test
  void handsOnAFrameInPartsAsTheReadsCome() throws ProtocolViolation {
    byte[] frame = RawClient.masked(true, Opcode.BINARY, "abcdefghij".getBytes(UTF_8));
    assertThat(decode(frame, List.of(8, 12)))
        .containsExactly(
            part("ab", true, false), part("cdef", false, false), part("ghij", false, true));
  }

  @Test
  void readsACloseWithAndWithoutACode() throws ProtocolViolation {
    assertThat(decode(RawClient.masked(true, Opcode.CLOSE), List.of()))
        .containsExactly(new FrameDecoder.PeerClosed(Optional.empty()));
    assertThat(decode(RawClient.masked(true, Opcode.CLOSE, (byte) 3, (byte) 0xe9), List.of(7)))
        .containsExactly(new FrameDecoder.PeerClosed(Optional.of(new Message.Close(1001, ""))));
  }

  @Provide
  Arbitrary<List<Sent>> conversations() {
    Arbitrary<Sent> texts =
        Combinators.combine(fragments(Arbitraries.strings().ofMaxLength(200)), flags())
            .as((fragments, pings) -> new Sent(true, fragments, pings));
    return Arbitraries.oneOf(texts, binaries()).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<Sent> binaries() {
    return Combinators.combine(
            fragments(Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(70_000)),
            flags())
        .as((fragments, pings) -> new Sent(false, fragments, pings));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 1000).list().ofMaxSize(40);
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  /** The bytes of a string, cut anywhere, in the midst of a character too. */
  private static Arbitrary<List<byte[]>> fragments(Arbitrary<String> strings) {
    Arbitrary<List<Integer>> cuts = Arbitraries.integers().between(0, 300).list().ofMaxSize(4);
    return Combinators.combine(strings, cuts)
        .as((string, places) -> cut(string.getBytes(UTF_8), places));
  }

  /** Cuts at each of these places, in order; what exceeds the length makes empty pieces. */
  private static List<byte[]> cut(byte[] bytes, List<Integer> places) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int place : places.stream().sorted().toList()) {
      int to = Math.min(Math.max(place, from), bytes.length);
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return pieces;
  }

  private static List<FrameDecoder.Decoded> decode(byte[] wire, List<Integer> cuts)
      throws ProtocolViolation {
    FrameDecoder decoder = new FrameDecoder(LIMITS);
    List<FrameDecoder.Decoded> all = new ArrayList<>();
    for (byte[] read : cut(wire, cuts)) {
      decoder.feed(read);
      FrameDecoder.Decoded next;
      while ((next = decoder.next()) != null) {
        all.add(next);
      }
      assertThat(decoder.hasInput()).isFalse();
    }
    return all;
  }

  private static List<String> texts(List<FrameDecoder.Decoded> decoded) {
    return messages(decoded, Message.Text.class).map(Message.Text::text).toList();
  }

  /** Puts the parts together again, which also holds their flags to be right. */
  private static List<ByteString> binaries(List<FrameDecoder.Decoded> decoded) {
    List<ByteString> whole = new ArrayList<>();
    ByteString[] underWay = {null};
    messages(decoded, Message.Binary.class)
        .forEach(
            part -> {
              assertThat(part.first()).isEqualTo(underWay[0] == null);
              underWay[0] = part.first() ? part.bytes() : underWay[0].concat(part.bytes());
              if (part.last()) {
                whole.add(underWay[0]);
                underWay[0] = null;
              }
            });
    assertThat(underWay[0]).isNull();
    return whole;
  }

  private static <T extends Message> Stream<T> messages(
      List<FrameDecoder.Decoded> decoded, Class<T> type) {
    return decoded.stream()
        .filter(FrameDecoder.Received.class::isInstance)
        .map(received -> ((FrameDecoder.Received) received).message())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static List<String> expectedTexts(List<Sent> conversation) {
    return conversation.stream()
        .filter(Sent::text)
        .map(sent -> new String(sent.payload(), UTF_8))
        .toList();
  }

  private static List<ByteString> expectedBinaries(List<Sent> conversation) {
    return conversation.stream()
        .filter(sent -> !sent.text())
        .map(sent -> ByteString.fromArray(sent.payload()))
        .toList();
  }

  private static int pings(List<Sent> conversation) {
    return conversation.stream()
        .filter(Sent::pings)
        .mapToInt(sent -> sent.fragments().size())
        .sum();
  }

  private static FrameDecoder.Received part(String bytes, boolean first, boolean last) {
    return new FrameDecoder.Received(new Message.Binary(ByteString.fromString(bytes), first, last));
  }
}

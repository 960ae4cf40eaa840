package io.peerrelay.conversation;

import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.Folding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Which messages of a block have grams of certain kinds: for each kind a row, with a bit for each
 * message. One document of the index.
 *
 * @param bits row after row
 */
record IndexCard(Block block, Edition edition, BitSet bits) {
  /** Few enough that a search reads little, and enough that a block has few documents. */
  private static final int ROWS = 128;

  private static final int CARDS = Grams.KINDS / ROWS;

  static int number(int kind) {
    return kind / ROWS;
  }

  static String id(ConversationId conversation, Block block, int number) {
    return conversation + " " + block.number() + " " + number;
  }

  /** All cards of a block, in order. */
  static List<IndexCard> of(Block block, Edition edition, List<StoredMessage> messages) {
    List<BitSet> cards = Stream.generate(BitSet::new).limit(CARDS).toList();
    for (StoredMessage stored : messages) {
      String text = stored.message().text();
      if (text == null || stored.message().seq() > edition.last()) continue;
      int place = (int) (stored.message().seq() - block.first());
      Grams.of(Folding.fold(text)).stream()
          .forEach(kind -> cards.get(number(kind)).set(kind % ROWS * Block.SIZE + place));
    }
    return cards.stream().map(bits -> new IndexCard(block, edition, bits)).toList();
  }

  /** All cards of a block as documents. */
  static List<Document> documents(ConversationId conversation, List<IndexCard> cards) {
    return IntStream.range(0, cards.size())
        .mapToObj(number -> cards.get(number).document(conversation, number))
        .toList();
  }

  private Document document(ConversationId conversation, int number) {
    return new Document("_id", id(conversation, block, number))
        .append("block", block.number())
        .append("last", edition.last())
        .append("deletions", edition.deletions())
        .append("edit", edition.edit())
        .append("rows", new Binary(packed(bits)));
  }

  static IndexCard of(Document document) {
    return new IndexCard(
        new Block(document.getLong("block")),
        new Edition(
            document.getLong("last"), document.getLong("deletions"), document.getLong("edit")),
        unpacked(document.get("rows", Binary.class).getData()));
  }

  /** The messages that have grams of this kind, counted from the block's first. */
  BitSet row(int kind) {
    int from = kind % ROWS * Block.SIZE;
    return bits.get(from, from + Block.SIZE);
  }

  private static byte[] packed(BitSet bits) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(bits.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static BitSet unpacked(byte[] packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return BitSet.valueOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

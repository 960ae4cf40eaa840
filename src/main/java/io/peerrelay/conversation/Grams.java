package io.peerrelay.conversation;

import java.util.BitSet;

/**
 * What the index knows of a folded text: which three characters stand side by side somewhere in it,
 * or which two, in scripts whose words are as short as that. A text that has a word inside has all
 * of the word's grams.
 */
final class Grams {
  /** Grams are numbered below this; a few share their number. A part of what is stored. */
  static final int KINDS = 1 << 14;

  /** The first character of the scripts of East Asia. Behind them are the halves of emoji. */
  private static final char SHORT_WORDS = '\u2e80';

  private Grams() {}

  /** None in a text of one or two letters. */
  static BitSet of(String folded) {
    BitSet kinds = new BitSet();
    for (int i = 0; i < folded.length(); i++) {
      int length = folded.charAt(i) < SHORT_WORDS ? 3 : 2;
      if (i + length <= folded.length() && isInsideWord(folded, i, length))
        kinds.set(kind(folded, i, length));
    }
    return kinds;
  }

  /** Nobody looks for others: a search is made of words. */
  private static boolean isInsideWord(String text, int from, int length) {
    for (int i = from; i < from + length; i++)
      if (Character.isWhitespace(text.charAt(i))) return false;
    return true;
  }

  private static int kind(String text, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) hash = hash * 31 + text.charAt(i);
    // The upper bits of a product depend on all of the factor's.
    return (hash * 0x9e3779b1) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(KINDS));
  }
}

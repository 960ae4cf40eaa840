package io.peerrelay.protocol.dialect.method;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A login by the subprotocols that a client offers: {@code 0login}, {@code 1USERNAME}, {@code
 * 2PASSWORD}. What no subprotocol may hold stands there as {@code %} and two hexadecimal digits for
 * each byte of its UTF-8; a {@code %} without them stands for itself.
 */
final class SubprotocolLogin {
  private static final String MARK = "0login";
  private static final char USERNAME = '1';
  private static final char PASSWORD = '2';

  private SubprotocolLogin() {}

  static boolean isAsked(List<String> subprotocols) {
    return !subprotocols.isEmpty() && subprotocols.get(0).equals(MARK);
  }

  static Optional<String> username(List<String> subprotocols) {
    return value(subprotocols, USERNAME);
  }

  static Optional<String> password(List<String> subprotocols) {
    return value(subprotocols, PASSWORD);
  }

  private static Optional<String> value(List<String> subprotocols, char mark) {
    return subprotocols.stream()
        .skip(1)
        .filter(one -> !one.isEmpty() && one.charAt(0) == mark)
        .findFirst()
        .map(one -> decoded(one.substring(1)));
  }

  static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = text.charAt(i) == '%' && i + 2 < text.length() ? digit(text, i + 1) : -1;
      int low = high < 0 ? -1 : digit(text, i + 2);
      if (low < 0) bytes.write(text.charAt(i)); // All are ASCII: they stood in a header.
      else {
        bytes.write(high << 4 | low);
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return text; // No UTF-8: meant as it is written.
    }
  }

  private static int digit(String text, int index) {
    return Character.digit(text.charAt(index), 16);
  }
}

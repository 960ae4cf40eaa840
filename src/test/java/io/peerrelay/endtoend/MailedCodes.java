package io.peerrelay.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes in the mails that a relay has written to its outbox. */
public final class MailedCodes {
  private static final Pattern CODE = Pattern.compile("^(\\d{6,10})\\r?$", Pattern.MULTILINE);

  private MailedCodes() {}

  /** The code that stands alone on a line of the latest of so many mails to this address. */
  public static String latest(RunningRelay relay, String address, int mails) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> all(relay.outbox(), address), codes -> codes.size() == mails)
        .get(mails - 1);
  }

  private static List<String> all(Path outbox, String address) throws IOException {
    if (!Files.isDirectory(outbox)) return List.of();
    try (Stream<Path> files = Files.list(outbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(MailedCodes::read)
          .filter(mail -> mail.contains(address))
          .map(MailedCodes::code)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static Optional<String> code(String mail) {
    Matcher matcher = CODE.matcher(mail);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

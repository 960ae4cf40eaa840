package io.peerrelay.account;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes mails into a folder that only its owner can read, as {@code .eml} files whose names sort
 * by time. Whoever sees such a file sees all of it: it is written beside its place and moved there.
 */
final class OutboxMail implements MailTransport {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxMail.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final String from;
  private final Path folder;
  private final Session session = Session.getInstance(new Properties());
  private final AtomicInteger written = new AtomicInteger();

  /**
   * @param folder made when the first mail is written
   */
  OutboxMail(String from, Path folder) {
    this.from = from;
    this.folder = folder;
  }

  @Override
  public void deliver(Mail mail) throws IOException, MessagingException, MailRefused {
    if (!Files.isDirectory(folder)) Files.createDirectories(folder, owner("rwx------"));
    String name =
        "%s-%04d.eml".formatted(STAMP.format(Instant.now()), written.getAndIncrement() % 10_000);
    Path beside = Files.createTempFile(folder, ".", ".tmp", owner("rw-------"));
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        MailMessage.of(mail, from, session).writeTo(out);
      }
      Path file = Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      LOG.info("Wrote a mail to {}: {}", mail.to(), file.toAbsolutePath());
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static FileAttribute<?>[] owner(String permissions) {
    if (!POSIX) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}

package io.peerrelay.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.peerrelay.client.FolderSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The transfers that have not ended, one file each. A process holds a lock on those that it works
 * on, which ends with the process, however that ends.
 */
final class TransferStore {
  /** No relay keeps a transfer for longer, unless it was set up so. */
  private static final Duration OLDEST = Duration.ofDays(2);

  private static final String SENDING = ".sending";
  private static final String RECEIVING = ".receiving";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;
  private final PrintWriter warnings;

  /**
   * @param state this program's folder for what it remembers, made when it is needed
   */
  TransferStore(Path state, PrintWriter warnings) {
    folder = state.resolve("transfers");
    this.warnings = warnings;
  }

  /** A place for a packed file that goes with a transfer. */
  Path newPackedFile() throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "packed-", ".zst");
    Files.delete(file);
    return file;
  }

  /** A transfer that this process works on; no other does so meanwhile. */
  static final class Held<T extends Unfinished> implements AutoCloseable {
    private final T transfer;
    private final Path file;
    private final FileChannel lock;

    private Held(T transfer, Path file, FileChannel lock) {
      this.transfer = transfer;
      this.file = file;
      this.lock = lock;
    }

    T transfer() {
      return transfer;
    }

    /** It has ended: what was kept for it goes, but for what was received. */
    void forget() {
      try {
        if (transfer instanceof Unfinished.Sending sending)
          for (Source source : sending.sources())
            if (source.packed() != null) Files.deleteIfExists(Path.of(source.packed()));
        Files.deleteIfExists(file);
        Files.deleteIfExists(lockOf(file));
      } catch (IOException e) {
        // It goes when it is too old.
      }
      close();
    }

    @Override
    public void close() {
      try {
        lock.close();
      } catch (IOException e) {
        // The process's end opens it.
      }
    }
  }

  /** Remembers a transfer and holds it. */
  <T extends Unfinished> Held<T> save(T transfer) {
    Path file = folder.resolve(transfer.transfer().value() + ending(transfer.getClass()));
    try {
      Files.createDirectories(folder);
      FileChannel lock = lock(file).orElseThrow(() -> new IOException("another process has it"));
      Path fresh = Files.createTempFile(folder, "new", ".tmp");
      Files.write(fresh, MAPPER.writeValueAsBytes(transfer));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Held<>(transfer, file, lock);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Transfers can't be remembered in " + folder + ": " + e,
          "Set PEER_RELAY_CONFIG_DIR to a folder that can be written to.");
    }
  }

  /** Those that fit and that no process works on, held from now on. */
  <T extends Unfinished> List<Held<T>> take(Class<T> kind, Predicate<T> fits) {
    List<Held<T>> taken = new ArrayList<>();
    if (!Files.isDirectory(folder)) return taken;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList())
        if (file.toString().endsWith(ending(kind))) take(file, kind, fits).ifPresent(taken::add);
        else sweep(file);
    } catch (IOException e) {
      warn("Unfinished transfers can't be read: " + e);
    }
    return taken;
  }

  private <T extends Unfinished> Optional<Held<T>> take(Path file, Class<T> kind, Predicate<T> fits)
      throws IOException {
    Optional<FileChannel> lock = lock(file);
    if (lock.isEmpty()) return Optional.empty();
    Optional<Held<T>> held =
        read(file, kind).map(transfer -> new Held<>(transfer, file, lock.get()));
    if (held.isPresent() && isOld(held.get().transfer())) discard(held.get());
    else if (held.isPresent() && fits.test(held.get().transfer())) return held;
    lock.get().close();
    return Optional.empty();
  }

  private <T extends Unfinished> Optional<T> read(Path file, Class<T> kind) throws IOException {
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), kind));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      if (!Files.exists(file)) return Optional.empty(); // Its owner has just ended it.
      warn("Skipped " + file + ", which is no record of a transfer.");
      if (isOld(file)) Files.deleteIfExists(file);
      return Optional.empty();
    }
  }

  /** What a crash left behind: locks, packed files, half a record. */
  private static void sweep(Path file) throws IOException {
    boolean isRecord = file.toString().endsWith(SENDING) || file.toString().endsWith(RECEIVING);
    if (!isRecord && isOld(file)) Files.deleteIfExists(file);
  }

  private static boolean isOld(Unfinished transfer) {
    return isOld(transfer.time());
  }

  private static boolean isOld(Path file) throws IOException {
    return Files.exists(file) && isOld(Files.getLastModifiedTime(file).toInstant());
  }

  private static boolean isOld(Instant time) {
    return time.isBefore(Instant.now().minus(OLDEST));
  }

  private static void discard(Held<?> held) {
    if (held.transfer() instanceof Unfinished.Receiving receiving)
      FolderSink.lasting(Path.of(receiving.folder()), receiving.transfer(), receiving.files())
          .discard();
    held.forget();
  }

  private static Optional<FileChannel> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(lockOf(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) return Optional.of(channel);
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    channel.close();
    return Optional.empty();
  }

  private static Path lockOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  private static String ending(Class<?> kind) {
    return kind == Unfinished.Sending.class ? SENDING : RECEIVING;
  }

  private void warn(String what) {
    warnings.println(what);
    warnings.flush();
  }
}

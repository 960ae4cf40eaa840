package io.peerrelay.cli;

import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logins that are remembered, one file each for a relay and a user. Nobody but their owner can
 * read them at any time: they are created so.
 */
final class TokenStore {
  private static final String ENDING = ".login";
  private final Path folder;

  /**
   * @param configuration the folder of this program's configuration, made when it is needed
   */
  TokenStore(Path configuration) {
    folder = configuration.resolve("logins");
  }

  Optional<StoredLogin> find(ServerList servers, Username user) {
    return at(servers).stream()
        .filter(login -> login.user().equals(user))
        .max(Comparator.comparing(StoredLogin::time));
  }

  /** Whoever logged in there last. */
  Optional<StoredLogin> last(ServerList servers) {
    return at(servers).stream().max(Comparator.comparing(StoredLogin::time));
  }

  /** Those at the same relay, whichever of its servers were named. */
  private List<StoredLogin> at(ServerList servers) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .flatMap(file -> read(file).stream())
          .filter(login -> login.servers().sharesWith(servers))
          .toList();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Takes the place of whatever was kept of that user at that relay. */
  void save(StoredLogin login) {
    for (StoredLogin old : at(login.servers())) if (old.user().equals(login.user())) delete(old);
    try {
      Files.createDirectories(folder, ownerOnly("rwx------"));
      Path fresh = Files.createTempFile(folder, "new", ".tmp", ownerOnly("rw-------"));
      Files.writeString(fresh, login.write());
      Files.move(
          fresh,
          file(login.servers(), login.user()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void delete(StoredLogin login) {
    try {
      Files.deleteIfExists(file(login.servers(), login.user()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  // A damaged file is no login; the next login writes it anew.
  private static Optional<StoredLogin> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return Optional.of(StoredLogin.read(reader));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  // Addresses and names hold what file systems don't take, or take in their own way.
  private Path file(ServerList servers, Username user) {
    try {
      byte[] key = (servers + "\n" + user.key()).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ENDING);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  // Elsewhere (Windows) the user's folder is the user's own already.
  private FileAttribute<?>[] ownerOnly(String permissions) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix"))
      return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private CommandFailure unusable(IOException e) {
    return new CommandFailure(
        ExitCode.FAILED,
        "Logins can't be kept in " + folder + ": " + e,
        "Set PEER_RELAY_CONFIG_DIR to a folder that can be written to.");
  }
}

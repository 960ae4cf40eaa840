package io.peerrelay.transfer;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.SavableDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A SHA-256 whose state can be put away and taken up again, by another process too. The JDK's can't
 * be; this one is as fast where the processor has instructions for it (ADR 0005).
 */
final class RunningDigest {
  private static final int BLOCK = 64 * 1024;

  private final SavableDigest digest;

  /** The library wants an array, and a slice of a read has none of its own. */
  private final byte[] block = new byte[BLOCK];

  private RunningDigest(SavableDigest digest) {
    this.digest = digest;
  }

  static RunningDigest start() {
    return new RunningDigest(SHA256Digest.newInstance());
  }

  /**
   * @return empty if the state was not made by a machine like this one
   */
  static Optional<RunningDigest> of(Checkpoint checkpoint) {
    try {
      byte[] state = Base64.getDecoder().decode(checkpoint.state());
      return Optional.of(new RunningDigest(SHA256Digest.newInstance(state, 0)));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  void update(ByteString bytes) {
    for (ByteBuffer part : bytes.getByteBuffers())
      while (part.hasRemaining()) {
        int length = Math.min(part.remaining(), BLOCK);
        part.get(block, 0, length);
        digest.update(block, 0, length);
      }
  }

  Checkpoint checkpoint(long offset) {
    return new Checkpoint(offset, Base64.getEncoder().encodeToString(digest.getEncodedState()));
  }

  Sha256 finish() {
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return Sha256.of(result);
  }
}

package io.peerrelay.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.testing.JavaCommand;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;

class RunningDigestTest {
  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Sha256 expected(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 300)
  void isThatOfTheJdkHoweverOftenItWasPutAwayAndTakenUp(
      @ForAll @Size(max = 30) List<@IntRange(max = 5_000) Integer> parts) {
    byte[] bytes = random(parts.stream().mapToInt(Integer::intValue).sum());
    RunningDigest digest = RunningDigest.start();
    int at = 0;
    for (int size : parts) {
      digest.update(ByteString.fromArray(bytes, at, size));
      at += size;
      Checkpoint checkpoint = digest.checkpoint(at);
      assertThat(checkpoint.offset()).isEqualTo(at);
      digest = checkpoint.digest();
    }
    assertThat(digest.finish()).isEqualTo(expected(bytes));
  }

  @Test
  void goesOnUndisturbedAfterACheckpoint() {
    byte[] bytes = random(1_000);
    RunningDigest digest = RunningDigest.start();
    digest.update(ByteString.fromArray(bytes, 0, 333));
    Checkpoint checkpoint = digest.checkpoint(333);
    digest.update(ByteString.fromArray(bytes, 333, 667));
    assertThat(digest.finish()).isEqualTo(expected(bytes));
    RunningDigest again = checkpoint.digest();
    again.update(ByteString.fromArray(bytes, 333, 667));
    assertThat(again.finish()).isEqualTo(expected(bytes));
  }

  @Test
  void takesSlicesAndRopesAndMoreThanABlockAtOnce() {
    byte[] bytes = random(300_000);
    ByteString all = ByteString.fromArrayUnsafe(bytes);
    RunningDigest digest = RunningDigest.start();
    digest.update(all.take(7).concat(all.drop(7).take(200_001)));
    digest.update(all.drop(200_008));
    assertThat(digest.finish()).isEqualTo(expected(bytes));
  }

  @Property(tries = 300)
  void isNotTakenUpFromGarbage(@ForAll @Size(max = 400) byte[] garbage) {
    assertThat(of(Base64.getEncoder().encodeToString(garbage))).isEmpty();
  }

  @Test
  void isNotTakenUpFromRandomBytesOfTheRightLength() {
    Random random = new Random(3);
    byte[] state = Base64.getDecoder().decode(RunningDigest.start().checkpoint(0).state());
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(state);
      assertThat(of(Base64.getEncoder().encodeToString(state))).isEmpty();
    }
  }

  @Test
  void isNotTakenUpFromWhatIsNoBase64() {
    for (String state : new String[] {"", "?", "AAA=A"}) assertThat(of(state)).isEmpty();
    assertThatThrownBy(() -> new Checkpoint(0, "?").digest())
        .hasMessageContaining("of another kind of machine");
  }

  /** As a journal is read on a machine whose processor has no instructions for it, or has them. */
  @Test
  void isEitherTakenUpOrKnownToBeOfAnotherKindOfMachine() {
    byte[] bytes = random(1_000);
    for (int size : new int[] {0, 1, 63, 64, 65, 1_000}) {
      SHA256Digest plain = new SHA256Digest();
      plain.update(bytes, 0, size);
      String state = Base64.getEncoder().encodeToString(plain.getEncodedState());
      of(state)
          .ifPresent(
              digest ->
                  assertThat(digest.finish()).isEqualTo(expected(Arrays.copyOf(bytes, size))));
    }
  }

  @Test
  void isTheSameWithoutHelpOfTheProcessor() throws Exception {
    Process plain =
        new ProcessBuilder(
                JavaCommand.of(
                    PlainDigest.class, List.of("-Dorg.bouncycastle.native.cpu_variant=java")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = plain.inputReader(US_ASCII).lines().toList();
    assertThat(plain.waitFor()).isZero();
    assertThat(lines.get(0)).isEqualTo(expected(random(1_000)).toString());
    // What it put away is taken up here, or known to be of another kind of machine.
    of(lines.get(1))
        .ifPresent(
            digest ->
                assertThat(digest.finish()).isEqualTo(expected(Arrays.copyOf(random(1_000), 100))));
  }

  /** Digests by Java alone, putting away and taking up in the middle. */
  static final class PlainDigest {
    public static void main(String[] arguments) {
      if (!(SHA256Digest.newInstance() instanceof SHA256Digest))
        throw new AssertionError("the digest is native");
      ByteString bytes = ByteString.fromArrayUnsafe(random(1_000));
      RunningDigest digest = RunningDigest.start();
      digest.update(bytes.take(100));
      Checkpoint checkpoint = digest.checkpoint(100);
      RunningDigest again = checkpoint.digest();
      again.update(bytes.drop(100));
      System.out.println(again.finish());
      System.out.println(checkpoint.state());
    }
  }

  private static Optional<RunningDigest> of(String state) {
    return RunningDigest.of(new Checkpoint(0, state));
  }
}

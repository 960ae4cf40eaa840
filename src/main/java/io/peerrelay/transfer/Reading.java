package io.peerrelay.transfer;

import akka.util.ByteString;
import io.peerrelay.protocol.Sha256;
import java.util.Optional;
import java.util.function.Consumer;

/** The digest of a transfer as its bytes come, and the checkpoints on the way. */
final class Reading {
  /** So far apart are the checkpoints that cost nothing but memory. */
  private static final long STEP = 1024 * 1024;

  private final long total;
  private final RunningDigest digest;
  private long position;
  private Checkpoints checkpoints = Checkpoints.NONE;
  private long interval = Long.MAX_VALUE;
  private Consumer<Checkpoint> listener = checkpoint -> {};
  private long latest;
  private long told;
  private volatile Sha256 result;

  Reading(Leg leg) {
    total = leg.total();
    digest = leg.from() == null ? RunningDigest.start() : leg.from().digest();
    position = leg.senderOffset();
    latest = position;
    told = position;
    if (position == total) result = digest.finish();
  }

  synchronized void onCheckpoint(long interval, Consumer<Checkpoint> listener) {
    this.interval = interval;
    this.listener = listener;
  }

  synchronized void read(ByteString bytes) {
    digest.update(bytes);
    position += bytes.size();
    if (position - latest >= STEP) mark();
    if (position == total) {
      mark();
      result = digest.finish();
    }
  }

  private void mark() {
    if (position == latest) return;
    Checkpoint checkpoint = digest.checkpoint(position);
    checkpoints = checkpoints.with(checkpoint);
    latest = position;
    if (position - told < interval) return;
    told = position;
    listener.accept(checkpoint);
  }

  /** Those of this leg, the last one right behind the last byte. */
  synchronized Checkpoints checkpoints() {
    if (result == null) mark();
    return checkpoints;
  }

  Optional<Sha256> result() {
    return Optional.ofNullable(result);
  }
}

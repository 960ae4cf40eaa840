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

  /** Null where the bytes are read elsewhere. */
  private final RunningDigest digest;

  private long position;
  private Checkpoints checkpoints = Checkpoints.NONE;
  private long interval = Long.MAX_VALUE;
  private Consumer<Checkpoint> listener = checkpoint -> {};
  private long latest;
  private long told;
  private volatile Sha256 result;

  /** From where the sender goes on. */
  static Reading here(Leg leg) {
    RunningDigest digest = leg.from() == null ? RunningDigest.start() : leg.from().digest();
    return new Reading(leg.total(), leg.senderOffset(), digest);
  }

  /** On another node, which tells the result. */
  static Reading elsewhere(Leg leg) {
    return new Reading(leg.total(), leg.receiverOffset(), null);
  }

  private Reading(long total, long position, RunningDigest digest) {
    this.total = total;
    this.position = position;
    this.digest = digest;
    latest = position;
    told = position;
    if (digest != null && position == total) result = digest.finish();
  }

  synchronized void onCheckpoint(long interval, Consumer<Checkpoint> listener) {
    this.interval = interval;
    this.listener = listener;
  }

  synchronized void read(ByteString bytes) {
    if (digest == null) return;
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
    if (digest != null && result == null) mark();
    return checkpoints;
  }

  void resultIs(Sha256 known) {
    result = known;
  }

  Optional<Sha256> result() {
    return Optional.ofNullable(result);
  }
}

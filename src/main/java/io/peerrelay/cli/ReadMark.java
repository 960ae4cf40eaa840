package io.peerrelay.cli;

import io.peerrelay.client.Chat;
import io.peerrelay.protocol.ConversationId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells the relay how far the user has read. Only the newest number counts, so one request is under
 * way at a time, however fast messages come.
 */
final class ReadMark {
  private static final int PATIENCE_SECONDS = 2;

  private final Chat chat;
  private final ConversationId conversation;
  private long seen;
  private long said;
  private boolean asking;

  ReadMark(Chat chat, ConversationId conversation) {
    this.chat = chat;
    this.conversation = conversation;
  }

  void to(long seq) {
    synchronized (this) {
      seen = Math.max(seen, seq);
    }
    say();
  }

  /** Says what could not be said for want of a connection. */
  void say() {
    long seq;
    synchronized (this) {
      if (asking || said >= seen) return;
      asking = true;
      seq = seen;
    }
    chat.read(conversation, seq).whenComplete((ok, failure) -> onAnswer(seq, failure == null));
  }

  private void onAnswer(long seq, boolean ok) {
    synchronized (this) {
      asking = false;
      if (!ok) return;
      said = seq;
    }
    say();
  }

  /** Waits until the relay knows it, for a short time. */
  void finish() {
    long seq;
    synchronized (this) {
      if (said >= seen) return;
      seq = seen;
    }
    CompletableFuture<?> answer = chat.read(conversation, seq);
    answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).handle((ok, failure) -> null).join();
  }
}

package io.peerrelay.cli;

import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.ReceiptStatus;
import io.peerrelay.protocol.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line about a chat: who is there and types, and how far the last own message got. */
final class ChatStatus implements AutoCloseable {
  private static final Duration TYPING = Duration.ofSeconds(6);

  private final String with;
  private final Consumer<String> display;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "chat-status");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Username, Long> delivered = new HashMap<>();
  private final Map<Username, Long> read = new HashMap<>();
  private PeopleMessage.Presence presence;
  private Username typing;
  private ScheduledFuture<?> typingEnds;
  private long lastOwn;
  private int waiting;
  private boolean away;

  /**
   * @param display is given each new text
   */
  ChatStatus(String with, Consumer<String> display) {
    this.with = with;
    this.display = display;
  }

  synchronized void onPresence(PeopleMessage.Presence now) {
    presence = now;
    show();
  }

  synchronized void onTyping(Username user) {
    if (typingEnds != null) typingEnds.cancel(false);
    typing = user;
    typingEnds = timer.schedule(this::onTypingEnded, TYPING.toMillis(), TimeUnit.MILLISECONDS);
    show();
  }

  private synchronized void onTypingEnded() {
    typing = null;
    show();
  }

  /** A message came: its author types no longer. */
  synchronized void onMessage(Username from) {
    if (!from.equals(typing)) return;
    typingEnds.cancel(false);
    onTypingEnded();
  }

  synchronized void onReceipt(ConversationMessage.Receipt receipt) {
    (receipt.status() == ReceiptStatus.READ ? read : delivered)
        .merge(receipt.by(), receipt.seq(), Math::max);
    show();
  }

  /** One more message of this user's is on its way. */
  synchronized void onSending() {
    waiting++;
    show();
  }

  /**
   * @param seq of the message that was stored; 0 where it was refused
   */
  synchronized void onSent(long seq) {
    waiting--;
    lastOwn = Math.max(lastOwn, seq);
    show();
  }

  synchronized void onConnection(boolean isThere) {
    away = !isThere;
    show();
  }

  synchronized void show() {
    List<String> parts = new ArrayList<>();
    parts.add(with + (presence == null ? "" : " " + text(presence)));
    if (typing != null) parts.add(typing + " is typing…");
    if (away) parts.add("reconnecting…");
    if (waiting > 0) parts.add(waiting == 1 ? "1 message waits" : waiting + " messages wait");
    else if (lastOwn > 0) parts.add(mark());
    display.accept(String.join(" | ", parts));
  }

  private static String text(PeopleMessage.Presence presence) {
    if (presence.online()) return "is online";
    return presence.lastSeen() == null
        ? "is offline"
        : "was last seen " + MessageText.time(presence.lastSeen());
  }

  private String mark() {
    long readers = count(read);
    long receivers = count(delivered);
    if (readers > 0) return "✓✓ read" + (readers > 1 ? " by " + readers : "");
    return receivers > 0 ? "✓✓ delivered" : "✓ sent";
  }

  private long count(Map<Username, Long> marks) {
    return marks.values().stream().filter(seq -> seq >= lastOwn).count();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

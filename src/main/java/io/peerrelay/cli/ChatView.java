package io.peerrelay.cli;

import io.peerrelay.client.ChatListener;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Username;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a person at a terminal sees of one conversation, and has seen of it. */
final class ChatView implements ChatListener {
  private static final int MOST_BEGINNINGS = 1_000;
  private static final int LONGEST_BEGINNING = 40;

  private final ConversationId conversation;
  private final Username user;
  private final Consumer<String> screen;
  private final ChatStatus status;

  /** Completed when what was said before is shown; until then what is new waits. */
  private final CompletableFuture<ReadMark> started = new CompletableFuture<>();

  /** Numbers of the messages that the user may still change. */
  private final TreeSet<Long> own = new TreeSet<>();

  /** How the last messages begin, so that what becomes of one can be told. */
  private final Map<Long, String> beginnings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > MOST_BEGINNINGS;
        }
      };

  private long shown;
  private long lastOfOthers;

  /**
   * @param screen shows lines
   */
  ChatView(ConversationId conversation, Username user, Consumer<String> screen, ChatStatus status) {
    this.conversation = conversation;
    this.user = user;
    this.screen = screen;
    this.status = status;
  }

  void start(List<ConversationMessage.Message> history, ReadMark read) {
    history.forEach(this::show);
    started.complete(read);
    if (!history.isEmpty()) read.to(history.get(history.size() - 1).seq());
  }

  /** Number of the user's last message that is not deleted. */
  synchronized Optional<Long> lastOwn() {
    return own.isEmpty() ? Optional.empty() : Optional.of(own.last());
  }

  /** Number of the last message of somebody else. */
  synchronized Optional<Long> lastOfOthers() {
    return lastOfOthers == 0 ? Optional.empty() : Optional.of(lastOfOthers);
  }

  private synchronized void show(ConversationMessage.Message message) {
    if (message.seq() <= shown) return;
    shown = message.seq();
    if (!message.from().equals(user)) lastOfOthers = message.seq();
    else if (message.deleted() == null && message.offer() == null) own.add(message.seq());
    if (message.text() != null) keepBeginning(message.seq(), message.text());
    // What becomes of an offer now is said by the transfer itself.
    if (message.offer() == null || !started.isDone()) screen.accept(MessageText.brief(message));
  }

  private synchronized void keepBeginning(long seq, String text) {
    String line = Plain.message(text, " ");
    boolean isLong = line.codePointCount(0, line.length()) > LONGEST_BEGINNING;
    beginnings.put(
        seq,
        isLong ? line.substring(0, line.offsetByCodePoints(0, LONGEST_BEGINNING)) + "…" : line);
  }

  private synchronized String quoted(long seq) {
    String beginning = beginnings.get(seq);
    return beginning == null ? "An earlier message" : "\"" + beginning + "\"";
  }

  @Override
  public void onMessage(ConversationMessage.Message message) {
    if (!concerns(message)) return;
    ReadMark read = started.join();
    status.onMessage(message.from());
    show(message);
    read.to(message.seq());
  }

  @Override
  public void onEdited(ConversationMessage.Edited edited) {
    if (!concerns(edited)) return;
    screen.accept(quoted(edited.seq()) + " reads now: " + Plain.message(edited.text(), "\n    "));
    keepBeginning(edited.seq(), edited.text());
  }

  @Override
  public void onDeleted(ConversationMessage.Deleted deleted) {
    if (!concerns(deleted)) return;
    synchronized (this) {
      own.remove(deleted.seq());
    }
    screen.accept(quoted(deleted.seq()) + " was deleted.");
  }

  @Override
  public void onReaction(ConversationMessage.Reaction reaction) {
    if (concerns(reaction))
      screen.accept(
          "%s: %d like, %d dislike it."
              .formatted(quoted(reaction.seq()), reaction.like(), reaction.dislike()));
  }

  @Override
  public void onReceipt(ConversationMessage.Receipt receipt) {
    if (concerns(receipt)) status.onReceipt(receipt);
  }

  @Override
  public void onTyping(ConversationMessage.Typing typing) {
    if (concerns(typing) && !typing.from().equals(user)) status.onTyping(typing.from());
  }

  @Override
  public void onPresence(PeopleMessage.Presence presence) {
    status.onPresence(presence);
  }

  @Override
  public void onMembership(ChannelMessage.Membership membership) {
    if (!ConversationId.of(membership.channel()).equals(conversation)) return;
    String by = membership.by() == null ? "" : " by " + membership.by();
    screen.accept(membership.username() + " " + text(membership.change()) + by + ".");
  }

  @Override
  public void onChannelChanged(ChannelMessage.ChannelChanged changed) {
    if (!ConversationId.of(changed.channel()).equals(conversation)) return;
    screen.accept(
        "The channel is %s now; %s write."
            .formatted(
                changed.isPrivate() ? "private" : "open",
                changed.posting() == Posting.OWNERS ? "its owners may" : "all members may"));
  }

  @Override
  public void onCaughtUp() {
    started.join().say();
  }

  private boolean concerns(ConversationMessage message) {
    return message.conversation().equals(conversation);
  }

  private static String text(MembershipChange change) {
    return switch (change) {
      case JOINED -> "is in the channel now";
      case LEFT -> "has left";
      case INVITED -> "was invited";
      case REMOVED -> "was removed";
      case OWNER -> "was made an owner";
      case MEMBER -> "is an owner no longer, made a member";
    };
  }
}

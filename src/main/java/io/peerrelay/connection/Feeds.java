package io.peerrelay.connection;

import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.conversation.Page;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The messages that go to one device: of each conversation every one, once, in order. What comes
 * live and is the next goes out; where some are missing, they are read first, a page at a time, as
 * fast as the client takes them.
 *
 * <pre>
 *   session --live--> is it the next? --yes--> client
 *                          | no: behind it -> dropped; ahead of it:
 *                          v
 *   journal --page--> [ reading ] ----------> client --all sent--> next page, up to the newest
 * </pre>
 */
final class Feeds {
  private static final int PAGE = 100;

  /** Of so many characters the rest of a page is read again when these have gone out. */
  private static final int PAGE_CHARACTERS = 128 * 1024;

  /**
   * So long after a page could not be read it is tried again, where nobody else would ask for it.
   */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** A client that has just logged in has so long to ask for what it missed, before what is new. */
  private static final Duration HOLD = Duration.ofSeconds(1);

  private final ActorContext<Connection.Command> context;
  private final Answers answers;
  private final Relay relay;
  private final Inquiries inquiries;
  private final Map<ConversationId, Feed> feeds = new HashMap<>();

  /** Those that the client follows; null: it has not chosen any, and gets all. */
  private Set<ConversationId> followed;

  /** What has gone to the socket of those that are followed, and not yet to the network. */
  private final Unsent unsent;

  private final CatchUp catchUp;

  /** Whether the client has shown that it keeps conversations. */
  private boolean hasSynced;

  /** Whether nothing goes out yet, since the client may be about to ask for what is older. */
  private boolean holding = true;

  Feeds(
      ActorContext<Connection.Command> context, Answers answers, Relay relay, Inquiries inquiries) {
    this.inquiries = inquiries;
    this.context = context;
    this.answers = answers;
    this.relay = relay;
    this.unsent = new Unsent(PAGE_CHARACTERS, this::whenSent);
    this.catchUp = new CatchUp(answers);
  }

  /** From now on messages come. */
  void start(Username user) {
    context.scheduleOnce(HOLD, context.getSelf(), new Connection.Continue(() -> release(user)));
  }

  private void release(Username user) {
    holding = false;
    feeds.forEach(
        (conversation, feed) -> {
          if (!feed.reading && feed.next <= feed.newest) read(user, conversation, feed, feed.next);
        });
  }

  /** For a while nobody told of new messages. */
  void catchUp(Username user) {
    if (holding) return; // What there is to read is read when that is over.
    feeds.forEach(
        (conversation, feed) -> {
          if (!feed.reading) read(user, conversation, feed, feed.next);
        });
  }

  /** The user is in a channel now, and need not be shown its messages up to this one. */
  void enter(Username user, ConversationId channel, long read) {
    if (followed != null) {
      Feed begun = feeds.get(channel);
      if (begun != null && !begun.reading) read(user, channel, begun, begun.next);
      return;
    }
    Feed feed = new Feed(read + 1);
    feed.caughtUpFrom(read + 1);
    feeds.put(channel, feed);
    if (holding) feed.newest = read + 1;
    else read(user, channel, feed, feed.next); // What was said before news came here.
  }

  void leave(ConversationId channel) {
    unfollow(channel);
    feeds.remove(channel);
  }

  /** The client gets what comes after this number, and from now on of no other than it follows. */
  void follow(String re, Username user, ConversationId conversation, long after) {
    if (followed == null) {
      followed = new HashSet<>();
      feeds.clear();
      holding = false;
    }
    followed.add(conversation);
    Feed feed = new Feed(after + 1);
    feed.caughtUpFrom(after + 1);
    feeds.put(conversation, feed);
    answers.send(re, new ServerMessage.Ok());
    read(user, conversation, feed, feed.next);
  }

  void unfollow(ConversationId conversation) {
    if (followed != null && followed.remove(conversation)) feeds.remove(conversation);
  }

  /**
   * A message has just been stored.
   *
   * @return whether it goes out now; else it was there already, or comes with what is read
   */
  boolean takes(Username user, ConversationMessage.Message message) {
    if (message.offer() != null && !hasSynced) return false; // The transfer itself tells of it.
    ConversationId conversation = message.conversation();
    if (followed != null && !followed.contains(conversation)) return false;
    long seq = message.seq();
    Feed feed = feeds.computeIfAbsent(conversation, first -> new Feed(seq));
    feed.newest = Math.max(feed.newest, seq);
    if (holding || feed.reading || seq < feed.next) return false;
    if (seq > feed.next) {
      read(user, conversation, feed, feed.next);
      return false;
    }
    if (followed != null && !unsent.hasRoom()) {
      feed.reading = true;
      whenSent(() -> read(user, conversation, feed, feed.next));
      return false;
    }
    feed.takes(seq);
    feed.caughtUpFrom(seq);
    if (followed != null) unsent.add(length(message));
    return true;
  }

  private static int length(ConversationMessage.Message message) {
    return message.text() == null ? 0 : message.text().length();
  }

  /**
   * Sends what came after these numbers; of conversations that are not named, what the user has not
   * read.
   */
  void sync(String re, Username user, Map<ConversationId, Long> cursors) {
    if (!catchUp.begin(re)) return;
    hasSynced = true;
    inquiries.<SessionCommand.Conversations>ask(
        user,
        SessionCommand.ListConversations::new,
        listed -> {
          if (listed == null) {
            catchUp.fail(null);
            return;
          }
          Map<ConversationId, Long> from = new HashMap<>(listed.read());
          from.putAll(cursors);
          begin(user, from);
        });
  }

  private void begin(Username user, Map<ConversationId, Long> from) {
    catchUp.await(from.keySet());
    from.forEach(
        (conversation, seq) -> {
          Feed feed = feeds.computeIfAbsent(conversation, none -> new Feed(seq + 1));
          feed.goTo(seq + 1);
          if (!feed.reading) read(user, conversation, feed, feed.next);
        });
    release(user);
    catchUp.endIfDone();
  }

  /**
   * @param first number of the first message that is missing
   */
  private void read(Username user, ConversationId conversation, Feed feed, long first) {
    if (isGivenUp(conversation, feed)) return;
    feed.reading = true;
    inquiries.ask(
        conversation,
        to -> new ConversationCommand.Look(user, feed.next - 1, null, PAGE, to),
        reply -> {
          if (reply instanceof ConversationReply.Found found)
            inquiries.then(
                relay.archive().page(conversation, user, found, true),
                page -> onPage(user, conversation, feed, first, page));
          else if (conversation.isChannel() && isDismissal(reply)) onDismissed(user, conversation);
          else onFailed(user, conversation, feed, reply);
        });
  }

  /** Else the client has named a message that is not there yet. */
  private static boolean isDismissal(ConversationReply reply) {
    return reply instanceof ConversationReply.Refused refused
        && refused.problem().code() != ErrorCode.BAD_FIELD;
  }

  private void onPage(
      Username user, ConversationId conversation, Feed feed, long first, Page page) {
    if (page == null) {
      onFailed(user, conversation, feed, null);
      return;
    }
    if (isGivenUp(conversation, feed)) return;
    long before = feed.next;
    // Else the client has meanwhile asked for older ones.
    if (page.first() <= feed.next && pushAll(feed, page)) feed.skipTo(page.next());
    feed.newest = Math.max(feed.newest, page.head());
    if (feed.next <= feed.newest && (feed.next > before || page.first() > before)) {
      long from = Math.min(first, feed.next);
      whenSent(() -> read(user, conversation, feed, from));
      return;
    }
    feed.reading = false;
    feed.caughtUpFrom(first);
    catchUp.reached(conversation);
  }

  /** False where the rest is to be read again, when these have gone out. */
  private boolean pushAll(Feed feed, Page page) {
    int characters = 0;
    for (ConversationMessage.Message message : page.messages()) {
      if (characters > PAGE_CHARACTERS) return false;
      if (!feed.takes(message.seq())) continue;
      answers.push(message);
      characters += length(message);
    }
    return true;
  }

  /** Whether the client does not follow it any more, or from somewhere else. */
  private boolean isGivenUp(ConversationId conversation, Feed feed) {
    return followed != null && feeds.get(conversation) != feed;
  }

  private void whenSent(Runnable step) {
    answers.callWhenSent(() -> context.getSelf().tell(new Connection.Continue(step)));
  }

  /** The user is no member of the channel any more, which this device has not heard yet. */
  private void onDismissed(Username user, ConversationId channel) {
    leave(channel);
    UserSession.of(context.getSystem(), user).tell(new SessionCommand.Leave(channel));
    channel
        .channel()
        .ifPresent(
            name ->
                answers.push(
                    new ChannelMessage.Membership(name, user, MembershipChange.LEFT, null)));
    catchUp.reached(channel);
  }

  /** The next live message of the conversation, or the next `sync`, tries again. */
  private void onFailed(
      Username user, ConversationId conversation, Feed feed, ConversationReply reply) {
    if (followed != null) {
      if (!isGivenUp(conversation, feed))
        context.scheduleOnce(
            RETRY,
            context.getSelf(),
            new Connection.Continue(() -> read(user, conversation, feed, feed.next)));
      return;
    }
    feed.reading = false;
    if (feed.hasBegun()) feed.stay();
    else feeds.remove(conversation);
    catchUp.fail(reply instanceof ConversationReply.Refused refused ? refused.problem() : null);
  }
}

package io.peerrelay.connection;

import akka.actor.typed.ActorSystem;
import io.peerrelay.conversation.Conversation;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationProblem;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.conversation.Overview;
import io.peerrelay.conversation.Page;
import io.peerrelay.conversation.Search;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.Conversations;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.ReceiptStatus;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.session.UserSession;
import java.util.Set;

/** What a client asks about conversations, on its way to them and back. */
final class ConversationRequests {
  private final Answers answers;
  private final Relay relay;
  private final Inquiries inquiries;
  private final ActorSystem<?> system;
  private final Feeds feeds;
  private final Writing writing;
  private boolean searching;
  private boolean listing;

  ConversationRequests(
      ActorSystem<?> system, Answers answers, Relay relay, Inquiries inquiries, Feeds feeds) {
    this.system = system;
    this.answers = answers;
    this.relay = relay;
    this.inquiries = inquiries;
    this.feeds = feeds;
    this.writing = new Writing(answers, relay, inquiries);
  }

  void handle(String re, Username by, ConversationRequest request) {
    if (concerns(request).stream().allMatch(one -> one.admits(by))) ask(re, by, request);
    else answers.refuse(re, ConversationProblem.notAMember());
  }

  private static Set<ConversationId> concerns(ConversationRequest request) {
    if (request instanceof ConversationRequest.AboutConversation about)
      return Set.of(about.conversation());
    if (request instanceof ConversationRequest.Search search && search.conversation() != null)
      return Set.of(search.conversation());
    return request instanceof ConversationRequest.Sync sync ? sync.cursors().keySet() : Set.of();
  }

  private void ask(String re, Username by, ConversationRequest request) {
    if (request instanceof ConversationRequest.Message post) writing.post(re, by, post);
    else if (request instanceof ConversationRequest.Edit edit) writing.edit(re, by, edit);
    else if (request instanceof ConversationRequest.Delete delete)
      inquiries.ask(
          delete.conversation(),
          to -> new ConversationCommand.Delete(by, delete.seq(), to),
          reply -> answers.settleQuietly(re, reply));
    else if (request instanceof ConversationRequest.React react)
      inquiries.ask(
          react.conversation(),
          to -> new ConversationCommand.React(by, react.seq(), react.reaction(), to),
          reply -> answers.settleQuietly(re, reply));
    else if (request instanceof ConversationRequest.Delivered delivered)
      markSeen(re, by, delivered.conversation(), delivered.seq(), ReceiptStatus.DELIVERED);
    else if (request instanceof ConversationRequest.Read read)
      markSeen(re, by, read.conversation(), read.seq(), ReceiptStatus.READ);
    else if (request instanceof ConversationRequest.History history) history(re, by, history);
    else if (request instanceof ConversationRequest.Typing typing) typing(re, by, typing);
    else if (request instanceof ConversationRequest.Search search) search(re, by, search);
    else if (request instanceof ConversationRequest.Conversations list) list(re, by, list);
    else if (request instanceof ConversationRequest.Sync sync) feeds.sync(re, by, sync.cursors());
    else if (request instanceof ConversationRequest.Follow follow)
      follow(re, by, follow.conversation(), follow.after());
    else if (request instanceof ConversationRequest.Unfollow unfollow) {
      feeds.unfollow(unfollow.conversation());
      answers.settleQuietly(re, new ConversationReply.Done());
    }
  }

  private void markSeen(
      String re, Username by, ConversationId conversation, long seq, ReceiptStatus status) {
    inquiries.ask(
        conversation,
        to -> new ConversationCommand.MarkSeen(by, seq, status, to),
        reply -> {
          if (reply instanceof ConversationReply.Done && status == ReceiptStatus.READ)
            UserSession.of(system, by).tell(new SessionCommand.MarkRead(conversation, seq));
          answers.settleQuietly(re, reply);
        });
  }

  private void history(String re, Username by, ConversationRequest.History request) {
    int limit = request.limit() == null ? ConversationRequest.MOST_MESSAGES : request.limit();
    history(re, by, request.conversation(), request.after(), request.before(), limit);
  }

  private void history(
      String re, Username by, ConversationId conversation, Long after, Long before, int limit) {
    inquiries.ask(
        conversation,
        to -> new ConversationCommand.Look(by, after, before, limit, to),
        reply -> {
          if (reply instanceof ConversationReply.Found found)
            inquiries.then(
                relay.archive().page(conversation, by, found, after != null),
                page -> {
                  if (page == null) answers.refuseOverdue(re);
                  else show(re, by, conversation, after, before, limit, page);
                });
          else answers.settleQuietly(re, reply);
        });
  }

  private void show(
      String re,
      Username by,
      ConversationId conversation,
      Long after,
      Long before,
      int limit,
      Page page) {
    boolean forward = after != null;
    long end = Math.min(page.head(), before == null ? page.head() : before - 1);
    boolean more = forward ? page.next() <= end : page.first() > page.oldest();
    if (!page.messages().isEmpty() || !more)
      answers.send(re, new ConversationMessage.History(conversation, page.messages(), more));
    else if (forward) // None of these is for this user: a client could not ask for the next.
    history(re, by, conversation, page.next() - 1, before, limit);
    else history(re, by, conversation, null, page.first(), limit);
  }

  /**
   * @param after null: where the user is
   */
  private void follow(String re, Username by, ConversationId conversation, Long after) {
    inquiries.ask(
        conversation,
        to -> new ConversationCommand.Look(by, null, null, 1, to),
        reply -> {
          if (!(reply instanceof ConversationReply.Found found)) answers.settle(re, reply);
          else if (after != null) feeds.follow(re, by, conversation, Math.min(after, found.head()));
          else
            inquiries.<SessionCommand.Conversations>ask(
                by,
                SessionCommand.ListConversations::new,
                listed -> {
                  if (listed == null) answers.refuseOverdue(re);
                  else
                    feeds.follow(
                        re,
                        by,
                        conversation,
                        listed.read().getOrDefault(conversation, found.head()));
                });
        });
  }

  private void search(String re, Username by, ConversationRequest.Search search) {
    if (searching) {
      answers.refuse(re, ErrorCode.BUSY.because("A `search` is under way on this socket."));
      return;
    }
    searching = true;
    if (search.conversation() != null) search(re, by, Set.of(search.conversation()), search);
    else
      inquiries.ask(
          by,
          SessionCommand.ListConversations::new,
          listed -> {
            if (listed != null) search(re, by, listed.read().keySet(), search);
            else onFound(re, null);
          });
  }

  private void search(
      String re,
      Username by,
      Set<ConversationId> conversations,
      ConversationRequest.Search search) {
    int limit = search.limit() == null ? ConversationRequest.MOST_MESSAGES : search.limit();
    inquiries.then(
        Search.run(system, relay.archive(), by, conversations, search.text(), limit),
        found -> onFound(re, found));
  }

  private void onFound(String re, ServerMessage.Found found) {
    searching = false;
    if (found == null) answers.refuseOverdue(re);
    else answers.send(re, found);
  }

  private void list(String re, Username by, ConversationRequest.Conversations list) {
    if (listing) {
      answers.refuse(re, ErrorCode.BUSY.because("A `conversations` is under way on this socket."));
      return;
    }
    listing = true;
    int limit = list.limit() == null ? ConversationRequest.MOST_CONVERSATIONS : list.limit();
    inquiries.<SessionCommand.Conversations>ask(
        by,
        SessionCommand.ListConversations::new,
        mine -> {
          if (mine == null) onListed(re, null);
          else
            inquiries.then(
                new Overview(system, relay.archive(), by, mine, relay.socket().requestTimeout())
                    .page(list.after(), limit),
                page -> onListed(re, page));
        });
  }

  private void onListed(String re, Conversations page) {
    listing = false;
    if (page == null) answers.refuseOverdue(re);
    else answers.send(re, page);
  }

  /** Whoever it is for, and whether it comes there: it is not worth an error. */
  private void typing(String re, Username by, ConversationRequest.Typing typing) {
    Conversation.of(system, typing.to().conversation(by))
        .tell(new ConversationCommand.ShowTyping(by));
    answers.settleQuietly(re, new ConversationReply.Done());
  }
}

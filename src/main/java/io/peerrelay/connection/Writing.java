package io.peerrelay.connection;

import io.peerrelay.account.Account;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.ConversationRequest;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Username;

/** What a client writes, and writes anew, on its way to the conversations. */
final class Writing {
  private final Answers answers;
  private final Relay relay;
  private final Inquiries inquiries;

  /** Null until the client writes to somebody: most do not for a long time. */
  private Openings<Post> openings;

  private record Post(
      String re, Username by, ConversationId conversation, ConversationRequest.Message message) {}

  Writing(Answers answers, Relay relay, Inquiries inquiries) {
    this.answers = answers;
    this.relay = relay;
    this.inquiries = inquiries;
  }

  /** Messages to one conversation are stored in the order in which they come here. */
  void post(String re, Username by, ConversationRequest.Message message) {
    if (refusesTooLong(re, message.text())) return;
    Post post = new Post(re, by, message.to().conversation(by), message);
    if (openings == null) openings = new Openings<>();
    if (openings.admits(post.conversation(), post)) send(post, null);
  }

  void edit(String re, Username by, ConversationRequest.Edit edit) {
    if (refusesTooLong(re, edit.text())) return;
    inquiries.ask(
        edit.conversation(),
        to -> new ConversationCommand.Edit(by, edit.seq(), edit.text(), to),
        reply -> answers.settleQuietly(re, reply));
  }

  /**
   * @param opensWith the other user, who is known to exist; null where nobody looked yet
   */
  private void send(Post post, Username opensWith) {
    ConversationRequest.Message message = post.message();
    inquiries.ask(
        post.conversation(),
        to ->
            new ConversationCommand.Post(
                post.by(),
                opensWith,
                message.text(),
                message.clientRef(),
                message.attachments(),
                message.replyTo(),
                to),
        reply -> onReply(post, reply));
  }

  private void onReply(Post post, ConversationReply reply) {
    if (reply instanceof ConversationReply.Stored stored) {
      answers.send(
          post.re(),
          new ConversationMessage.Sent(post.conversation(), stored.seq(), stored.time()));
      openings.begun(post.conversation()).forEach(behind -> send(behind, null));
    } else if (reply instanceof ConversationReply.NotThere) {
      open(post);
    } else if (reply instanceof ConversationReply.Refused refused) {
      refuse(post, refused.problem());
    } else {
      giveUp(post);
    }
  }

  private void open(Post post) {
    Recipient.User other = (Recipient.User) post.message().to();
    inquiries.then(
        relay.accounts().find(other.username()),
        reply -> {
          if (reply instanceof Account.Found found) send(post, found.username());
          else if (reply instanceof Account.Refused refused) refuse(post, refused.problem());
          else giveUp(post);
        });
  }

  private void refuse(Post post, Problem problem) {
    answers.refuse(post.re(), problem);
    openings.refused(post.conversation()).ifPresent(next -> send(next, null));
  }

  /** Those behind it have waited as long. */
  private void giveUp(Post post) {
    answers.refuseOverdue(post.re());
    openings.givenUp(post.conversation()).forEach(behind -> answers.refuseOverdue(behind.re()));
  }

  /**
   * @return whether it was; a text that is not too long goes on
   */
  private boolean refusesTooLong(String re, String text) {
    int most = relay.conversation().longestText();
    int length = text == null ? 0 : text.codePointCount(0, text.length());
    if (length <= most) return false;
    answers.refuse(
        re,
        ErrorCode.TOO_LARGE.because(
            "text: %d characters (expected: at most %d)".formatted(length, most)));
    return true;
  }
}

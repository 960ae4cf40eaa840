package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.peerrelay.account.Account;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.PeopleRequest;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.SessionCommand;

/** What a client asks about other users, and about what they see of its own. */
final class PeopleRequests {
  private final ActorContext<Connection.Command> context;
  private final Answers answers;
  private final Relay relay;
  private final Inquiries inquiries;
  private ActorRef<PresenceWatch.Command> watch;

  PeopleRequests(
      ActorContext<Connection.Command> context, Answers answers, Relay relay, Inquiries inquiries) {
    this.context = context;
    this.answers = answers;
    this.relay = relay;
    this.inquiries = inquiries;
  }

  void handle(String re, Username by, PeopleRequest request) {
    if (request instanceof PeopleRequest.Presence presence) watch(re, by, presence);
    else if (request instanceof PeopleRequest.SetVisible set)
      inquiries.<SessionCommand.Outcome>ask(
          by,
          to -> new SessionCommand.SetVisible(set.visible(), to),
          outcome -> settle(re, outcome));
    else if (request instanceof PeopleRequest.SetContact set) check(re, by, set);
    else if (request instanceof PeopleRequest.Contacts)
      inquiries.<SessionCommand.Contacts>ask(
          by,
          SessionCommand.ListContacts::new,
          listed -> {
            if (listed == null) answers.refuseOverdue(re);
            else answers.send(re, new PeopleMessage.Contacts(listed.contacts(), listed.visible()));
          });
  }

  private void watch(String re, Username by, PeopleRequest.Presence presence) {
    if (watch != null) context.stop(watch);
    watch = null;
    if (presence.users().isEmpty()) {
      answers.send(re, new ServerMessage.Ok());
      return;
    }
    ActorRef<PresenceWatch.Told> told =
        context.messageAdapter(
            PresenceWatch.Told.class,
            one ->
                new Connection.Continue(
                    () -> {
                      if (one.by().equals(watch))
                        answers.send(one.isFirst() ? re : null, one.presence());
                    }));
    watch =
        context.spawnAnonymous(
            PresenceWatch.create(by, presence.users(), told, relay.socket().requestTimeout()));
  }

  private void check(String re, Username by, PeopleRequest.SetContact set) {
    if (set.username().equals(by)) {
      answers.refuse(
          re,
          ErrorCode.BAD_FIELD.because(
              "username: " + by + " (expected: another user than yourself)"));
      return;
    }
    if (set.standing() == null) block(re, by, set); // Also of one who is gone.
    else
      inquiries.then(
          relay.accounts().find(set.username()),
          reply -> {
            if (reply instanceof Account.Found found)
              block(re, by, new PeopleRequest.SetContact(found.username(), set.standing()));
            else if (reply instanceof Account.Refused refused)
              answers.refuse(re, refused.problem());
            else answers.refuseOverdue(re);
          });
  }

  /** Their conversation knows it as well: it has to, at each message. */
  private void block(String re, Username by, PeopleRequest.SetContact set) {
    inquiries.ask(
        ConversationId.between(by, set.username()),
        to -> new ConversationCommand.SetBlocked(by, set.standing() == Standing.BLOCKED, to),
        reply -> {
          if (reply instanceof ConversationReply.Done)
            inquiries.<SessionCommand.Outcome>ask(
                by,
                to -> new SessionCommand.SetContact(set.username(), set.standing(), to),
                outcome -> settle(re, outcome));
          else answers.settle(re, reply);
        });
  }

  private void settle(String re, SessionCommand.Outcome outcome) {
    if (outcome == null) answers.refuseOverdue(re);
    else if (outcome == SessionCommand.Outcome.DONE) answers.send(re, new ServerMessage.Ok());
    else answers.refuse(re, ErrorCode.LIMIT_REACHED.because("You have too many contacts."));
  }
}

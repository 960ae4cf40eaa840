package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.Chat;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Reaction;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A chat of a person at a terminal: reads what is typed, says it, and does what it asks for. */
final class ScreenChat {
  private static final long TYPING_INTERVAL = Duration.ofSeconds(3).toNanos();
  private static final int MOST_FOUND = 20;

  private final Recipient with;
  private final Desk desk;
  private final Screen screen;
  private final ChatView view;
  private final ChatStatus status;
  private final ChatOffers offers;
  private final ConversationId conversation;
  private final SlashCommands commands;
  private final List<CompletableFuture<?>> sending = new ArrayList<>();
  private long typingSaid = System.nanoTime() - TYPING_INTERVAL;
  private boolean goesOn = true;
  private boolean warned;

  ScreenChat(
      Recipient with,
      Desk desk,
      Screen screen,
      ChatView view,
      ChatStatus status,
      ChatOffers offers) {
    this.with = with;
    this.desk = desk;
    this.screen = screen;
    this.view = view;
    this.status = status;
    this.offers = offers;
    conversation = with.conversation(desk.session().user());
    commands =
        new SlashCommands(desk)
            .add("/who", "show who takes part", none -> who())
            .add("/send FILE", "offer a file or a folder", offers::send)
            .add("/accept", "take what is offered", none -> offers.accept())
            .add("/decline", "do not take it", none -> offers.decline())
            .add("/edit TEXT", "change your last message", this::edit)
            .add("/delete", "take your last message back", none -> delete())
            .add("/react like|dislike", "to the last message of others", this::react)
            .add("/search TEXT", "find messages here", this::search)
            .add("/quit", "leave, as Ctrl-D does", none -> quit());
    screen.onTyping(this::sayTyping);
  }

  /** Until the person leaves; then waits for what is not stored yet. */
  void run() {
    while (goesOn) {
      Optional<String> line = screen.read(desk.session().user() + "> ");
      if (desk.client().closed().isDone()) throw desk.client().closed().join();
      if (line.isEmpty()) quit();
      else handle(line.get());
    }
    sending.removeIf(CompletableFuture::isDone);
    if (!sending.isEmpty()) desk.say("Sending what is left; Ctrl-C gives up.");
    CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new))
        .handle((done, failure) -> null)
        .join();
  }

  private void handle(String line) {
    if (line.isBlank()) return;
    if (line.startsWith("//")) say(line.substring(1));
    else if (line.startsWith(SlashCommands.MARK)) commands.run(line);
    else say(line);
  }

  private void say(String text) {
    typingSaid = System.nanoTime() - TYPING_INTERVAL;
    sending.removeIf(CompletableFuture::isDone);
    try {
      CompletableFuture<ConversationMessage.Sent> sent = chat().send(with, text);
      status.onSending();
      sending.add(sent.whenComplete((stored, failure) -> onSent(text, stored, failure)));
    } catch (InvalidField e) {
      onRefused(text, e);
    }
  }

  private void onSent(String text, ConversationMessage.Sent stored, Throwable failure) {
    status.onSent(stored == null ? 0 : stored.seq());
    if (failure != null) onRefused(text, failure);
    else if (stored.seq() == 1) watchOther(); // Before, there was no conversation.
  }

  private void onRefused(String text, Throwable reason) {
    desk.say("Not sent: %s", Plain.message(text, "\n    "));
    Failures.print(reason, desk.err());
  }

  /** Whether the other one is there is told from now on. */
  void watchOther() {
    if (with instanceof Recipient.User user)
      desk.client().people().presence(List.of(user.username()));
  }

  private void sayTyping() {
    long now = System.nanoTime();
    if (now - typingSaid < TYPING_INTERVAL) return;
    typingSaid = now;
    chat().typing(with);
  }

  private void who() {
    if (with instanceof Recipient.Members channel)
      desk.say(
          "%s",
          ChannelMembers.all(desk.client(), channel.channel()).stream()
              .map(ScreenChat::text)
              .collect(Collectors.joining(", ")));
    else {
      desk.say("%s and you, %s.", with.value(), desk.session().user());
      status.show();
    }
  }

  private static String text(ChannelMember member) {
    return member.username() + (member.role() == Role.OWNER ? " (owner)" : "");
  }

  private void edit(String text) {
    Optional<Long> last = view.lastOwn();
    if (last.isEmpty()) desk.say("There is no message of yours to change.");
    else await(chat().edit(conversation, last.get(), text));
  }

  private void delete() {
    Optional<Long> last = view.lastOwn();
    if (last.isEmpty()) desk.say("There is no message of yours to delete.");
    else await(chat().delete(conversation, last.get()));
  }

  private void react(String word) {
    Optional<Long> last = view.lastOfOthers();
    if (last.isEmpty()) {
      desk.say("There is no message of others to react to.");
      return;
    }
    try {
      Reaction reaction = Reaction.valueOf(word.toUpperCase(Locale.ROOT));
      await(chat().react(conversation, last.get(), reaction));
    } catch (IllegalArgumentException e) {
      desk.say("It is used so: /react like|dislike");
    }
  }

  private void search(String text) {
    ServerMessage.Found found = await(chat().search(text, conversation, MOST_FOUND));
    if (found.messages().isEmpty()) desk.say("Nothing was found.");
    for (ConversationMessage.Message message : found.messages())
      desk.say("  %s", MessageText.numbered(message));
    if (!found.complete()) desk.say(SearchCommand.NOT_ALL);
  }

  private void quit() {
    if (offers.running() > 0 && !warned) {
      desk.say("Files are under way; the same again cancels them.");
      warned = true;
      return;
    }
    goesOn = false;
  }

  private Chat chat() {
    return desk.client().chat();
  }
}

package io.peerrelay.client;

import io.peerrelay.protocol.Contact;
import io.peerrelay.protocol.PeopleMessage;
import io.peerrelay.protocol.PeopleRequest;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.Username;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Other users, as one client sees them, and what they see of this one. */
public final class People {
  private final Line line;

  People(Line line) {
    this.line = line;
  }

  /**
   * From now on the {@link ChatListener} hears who of these is online, at once and at each change,
   * over any number of reconnects; of the users of an earlier call no more.
   *
   * @param users at most {@value PeopleRequest#MOST_USERS}; of those whom the user has no
   *     conversation with nothing is told
   */
  public void presence(List<Username> users) {
    line.conversations().watch(new PeopleRequest.Presence(users));
  }

  /** Whether others see when the user is online. */
  public CompletableFuture<ServerMessage.Ok> setVisible(boolean visible) {
    return ok(new PeopleRequest.SetVisible(visible));
  }

  /**
   * @param standing null for none any more
   */
  public CompletableFuture<ServerMessage.Ok> setContact(Username username, Standing standing) {
    return ok(new PeopleRequest.SetContact(username, standing));
  }

  /** Whom the user trusts or has blocked, by name. */
  public CompletableFuture<List<Contact>> contacts() {
    return line.request(
        new PeopleRequest.Contacts(),
        PeopleMessage.Contacts.class,
        PeopleMessage.Contacts::contacts);
  }

  private CompletableFuture<ServerMessage.Ok> ok(PeopleRequest request) {
    return line.request(request, ServerMessage.Ok.class);
  }
}

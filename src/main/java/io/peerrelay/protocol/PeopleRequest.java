package io.peerrelay.protocol;

import java.util.List;

/** What a client may ask about other users, and about what they see of its own. */
public sealed interface PeopleRequest extends ClientMessage {
  int MOST_USERS = 1_000;

  /**
   * Asks who is online, now and at each change; on one socket the newest list counts.
   *
   * @param users those whom the user has a conversation with; of others nothing is told
   */
  record Presence(List<Username> users) implements PeopleRequest {
    public Presence {
      users = Field.list("users", users, MOST_USERS);
    }
  }

  /** Whether others see when the user is online. */
  record SetVisible(Boolean visible) implements PeopleRequest {
    public SetVisible {
      Field.required("visible", visible);
    }
  }

  /**
   * @param standing null for none any more
   */
  record SetContact(Username username, Standing standing) implements PeopleRequest {
    public SetContact {
      Field.required("username", username);
    }
  }

  /** Asks whom the user trusts or has blocked. */
  record Contacts() implements PeopleRequest {}
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** What the relay tells a client about other users. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PeopleMessage extends ServerMessage {
  /**
   * @param lastSeen when the user was online last; null where that is not known, or the user is
   */
  record Presence(Username username, boolean online, Instant lastSeen) implements PeopleMessage {
    public Presence {
      Field.required("username", username);
    }
  }

  /**
   * Whom the user trusts or has blocked, by name.
   *
   * @param visible whether others see when the user is online; null where an older node does not
   *     say
   */
  record Contacts(List<Contact> contacts, Boolean visible) implements PeopleMessage {
    public Contacts {
      contacts = List.copyOf(Field.required("contacts", contacts));
    }
  }
}

package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What the relay tells a user about the user's own account. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AccountMessage extends ServerMessage {
  /**
   * @param email null if the account has none
   * @param confirmed whether the address is known to be the user's
   */
  record Profile(Username username, EmailAddress email, boolean confirmed, ProfileFields fields)
      implements AccountMessage {
    public Profile {
      Field.required("username", username);
      Field.required("fields", fields);
    }
  }

  /** Where the user is logged in; what logged in last comes first. */
  record Sessions(List<SessionInfo> sessions) implements AccountMessage {
    public Sessions {
      sessions = List.copyOf(Field.required("sessions", sessions));
    }
  }
}

package io.peerrelay.protocol;

/** Another user of whom a user thinks something. */
public record Contact(Username username, Standing standing) {
  public Contact {
    Field.required("username", username);
    Field.required("standing", standing);
  }
}

package io.peerrelay.account;

import io.peerrelay.protocol.*;
import java.time.Instant;

public final class Account {
  private Account() {}

  public sealed interface Reply {}

  public record Registered(Username username, boolean confirmationRequired) implements Reply {}

  public record Confirmed(Username username) implements Reply {}

  public record LoggedIn(Username username, Secret token, Instant expiresAt) implements Reply {}

  public record Done() implements Reply {}

  public record Refused(Problem problem) implements Reply {}
}

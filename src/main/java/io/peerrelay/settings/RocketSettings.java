package io.peerrelay.settings;

/** The words of {@code rocketStatus}, which not all servers of that family had in common. */
public record RocketSettings(
    String registered,
    String alreadyRegistered,
    String notRegistered,
    String tooShortPassword,
    String confirmed,
    String notConfirmed,
    String logged,
    String notLogged,
    String loggedOut,
    String logoutError,
    String unknownAction) {
  static RocketSettings of(SettingsReader rocket) {
    return new RocketSettings(
        rocket.word("registered"),
        rocket.word("already-registered"),
        rocket.word("not-registered"),
        rocket.word("too-short-password"),
        rocket.word("confirmed"),
        rocket.word("not-confirmed"),
        rocket.word("logged"),
        rocket.word("not-logged"),
        rocket.word("logged-out"),
        rocket.word("logout-error"),
        rocket.word("unknown-action"));
  }
}

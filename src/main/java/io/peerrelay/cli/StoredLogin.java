package io.peerrelay.cli;

import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.Username;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;

/**
 * A login that is remembered.
 *
 * @param servers the relay, as it was given
 * @param time of the login
 */
record StoredLogin(ServerList servers, Username user, Secret token, Instant time) {
  String write() {
    Properties properties = new Properties();
    properties.setProperty("server", servers.toString());
    properties.setProperty("user", user.value());
    properties.setProperty("token", token.value());
    properties.setProperty("time", time.toString());
    StringWriter text = new StringWriter();
    try {
      properties.store(text, "A login of " + Cli.NAME + ". Whoever has this file is that user.");
    } catch (IOException e) {
      throw new IllegalStateException("a string can be written to", e);
    }
    return text.toString();
  }

  /**
   * @throws IOException if it is no such file
   */
  static StoredLogin read(Reader reader) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(reader);
      return new StoredLogin(
          ServerList.parse(properties.getProperty("server", "")),
          new Username(properties.getProperty("user")),
          new Secret(properties.getProperty("token")),
          Instant.parse(properties.getProperty("time", "")));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException("Not a stored login: " + e.getMessage(), e);
    }
  }
}

package io.peerrelay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The message queue that is handed on to channels; see conf/relay.conf.
 *
 * @param channels that everybody may subscribe to, without their mark; the first is for messages
 *     that name no other
 * @param registration whether who has no account yet is registered
 */
public record PublisherSettings(
    Queue queue,
    Start start,
    DeadLetter deadLetter,
    List<String> channels,
    boolean registration,
    boolean testMode) {
  private static final Pattern CHANNEL = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._-]{1,64}");

  // AMQP has no longer one.
  private static final int LONGEST_NAME = 255;

  /** When the queue is begun to be consumed. */
  public enum Start {
    ON_REQUEST,
    ALWAYS
  }

  /**
   * @param uri where RabbitMQ is; empty for nowhere
   * @param exchange empty for none
   * @param largestMessage in bytes
   */
  public record Queue(String uri, String name, String exchange, int prefetch, int largestMessage) {
    /** For a log. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param exchange empty for the queue itself
   */
  public record DeadLetter(String exchange, String queue) {}

  static PublisherSettings of(SettingsReader publisher) {
    Queue queue =
        new Queue(
            uri(publisher),
            name(publisher, "queue"),
            publisher.text("exchange").strip(),
            publisher.number("prefetch", 1, 65_535),
            (int) publisher.bytes("largest-message", 1024, 1 << 20));
    SettingsReader deadLetter = publisher.at("dead-letter");
    DeadLetter dead =
        new DeadLetter(deadLetter.text("exchange").strip(), name(deadLetter, "queue"));
    if (dead.exchange().isEmpty() && dead.queue().equals(queue.name()))
      throw deadLetter.invalid("queue", "another queue than the one that is consumed");
    return new PublisherSettings(
        queue,
        start(publisher),
        dead,
        channels(publisher),
        publisher.flag("registration"),
        publisher.flag("test-mode"));
  }

  /** Whether there is one. */
  public boolean isOn() {
    return !queue.uri().isEmpty();
  }

  private static String uri(SettingsReader publisher) {
    String expected = "amqp://user:password@host:port/vhost, or nothing";
    String uri = publisher.text("uri").strip();
    if (uri.isEmpty()) return uri;
    try {
      URI parsed = new URI(uri);
      boolean isAmqp = "amqp".equals(parsed.getScheme()) || "amqps".equals(parsed.getScheme());
      if (!isAmqp || parsed.getHost() == null) throw publisher.invalid("uri", expected);
      return uri;
    } catch (URISyntaxException e) {
      throw publisher.invalid("uri", expected);
    }
  }

  private static String name(SettingsReader reader, String key) {
    String name = reader.text(key).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      throw reader.invalid(key, "the name of a queue");
    return name;
  }

  private static Start start(SettingsReader publisher) {
    return switch (publisher.text("start").strip()) {
      case "onRequest" -> Start.ON_REQUEST;
      case "always" -> Start.ALWAYS;
      default -> throw publisher.invalid("start", "onRequest or always");
    };
  }

  private static List<String> channels(SettingsReader publisher) {
    String broadcast = publisher.text("broadcast").strip();
    if (!CHANNEL.matcher(broadcast).matches())
      throw publisher.invalid("broadcast", "1 to 64 letters, digits or any of . _ -");
    List<String> others =
        Arrays.stream(publisher.text("channels").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (!others.stream().allMatch(name -> CHANNEL.matcher(name).matches()))
      throw publisher.invalid(
          "channels", "names of 1 to 64 letters, digits or any of . _ -, separated by commas");
    return Stream.concat(Stream.of(broadcast), others.stream()).distinct().toList();
  }
}

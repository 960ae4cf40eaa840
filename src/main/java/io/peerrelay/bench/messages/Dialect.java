package io.peerrelay.bench.messages;

import io.peerrelay.bench.Peer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a server is spoken to where one tells many. */
enum Dialect {
  /** Ours: everybody is a user, and joins the channel that the publisher made. */
  RELAY("/ws", "/ws") {
    @Override
    List<Opening.Step> publisher() {
      return and(
          Words.newUser("publisher"),
          new Opening.Step(
              "{\"type\":\"createChannel\",\"id\":\"made\",\"channel\":\"#bench\"}", "\"made\""));
    }

    @Override
    List<Opening.Step> subscriber(int number) {
      return and(
          Words.newUser("subscriber-" + number),
          new Opening.Step(
              "{\"type\":\"join\",\"id\":\"joined\",\"channel\":\"#bench\"}", "\"joined\""));
    }

    @Override
    String publish(long number, int length) {
      return Words.message("#bench", number, length);
    }
  },

  /** Centrifugo's: anybody may. */
  CENTRIFUGE("/connection/websocket", "/connection/websocket") {
    @Override
    List<Opening.Step> publisher() {
      return List.of(new Opening.Step("{\"id\":1,\"connect\":{}}", "\"id\":1,"));
    }

    @Override
    List<Opening.Step> subscriber(int number) {
      return and(
          publisher(),
          new Opening.Step("{\"id\":2,\"subscribe\":{\"channel\":\"bench\"}}", "\"id\":2,"));
    }

    @Override
    String publish(long number, int length) {
      return "{\"id\":%d,\"publish\":{\"channel\":\"bench\",\"data\":{\"text\":\"%s\"}}}"
          .formatted(number + 2, Mark.TEXT.of(number, length));
    }
  },

  /** That of a server of a page: what is published comes as it is. */
  BROADCAST("/publish", "/subscribe") {
    @Override
    List<Opening.Step> publisher() {
      return List.of();
    }

    @Override
    List<Opening.Step> subscriber(int number) {
      return List.of(new Opening.Step("{}", "subscribed"));
    }

    @Override
    String publish(long number, int length) {
      return "{\"channel\":\"bench\",\"text\":\"%s\"}".formatted(Mark.TEXT.of(number, length));
    }
  };

  private final String publisherPath;
  private final String subscriberPath;

  Dialect(String publisherPath, String subscriberPath) {
    this.publisherPath = publisherPath;
    this.subscriberPath = subscriberPath;
  }

  /**
   * @return null if it has none in which one tells many
   */
  static Dialect of(Peer.Protocol protocol) {
    return switch (protocol) {
      case CENTRIFUGE -> CENTRIFUGE;
      case BROADCAST -> BROADCAST;
      case WEBSOCKET, TRANSIT, OWN -> null;
    };
  }

  String publisherPath() {
    return publisherPath;
  }

  String subscriberPath() {
    return subscriberPath;
  }

  abstract List<Opening.Step> publisher();

  abstract List<Opening.Step> subscriber(int number);

  /**
   * @param length of its text
   */
  abstract String publish(long number, int length);

  private static List<Opening.Step> and(List<Opening.Step> steps, Opening.Step last) {
    return Stream.concat(steps.stream(), Stream.of(last)).collect(Collectors.toList());
  }
}

package io.peerrelay.protocol;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the examples of docs/asyncapi.yaml are about. */
final class ExampleValues {
  static final Username ANNA = new Username("anna");
  static final Username BOB = new Username("bob");
  static final Secret PASSWORD = new Secret("correct horse");
  static final Secret NEW_PASSWORD = new Secret("purple horse");
  static final Secret TOKEN = new Secret("q0V2yJ4p7cWZkQmN");
  static final EmailAddress EMAIL = new EmailAddress("anna@example.org");
  static final TransferId TRANSFER = new TransferId("Hq3nTzv0S5yGq1WcXo7aZw");
  static final Sha256 DIGEST =
      new Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");
  static final List<FileInfo> FILES =
      List.of(
          new FileInfo(
              "holiday.jpg",
              2048L,
              "image/jpeg",
              TIME,
              DIGEST,
              null,
              null,
              new Thumbnail("data:image/png;base64,iVBORw0KGgo=")),
          FileInfo.of("empty.txt", 0));
  static final Instant EXPIRES_AT = Instant.parse("2026-01-31T12:10:00Z");
  static final ConversationId CONVERSATION = new ConversationId("anna:bob");
  static final Recipient TO_BOB = new Recipient.User(BOB);
  static final Channel CHANNEL = new Channel("#Garden");
  static final Channel SAME_CHANNEL = new Channel("#garden");
  static final Username CARLA = new Username("carla");
  static final String TEXT = "Here they are.\nAs promised";
  static final List<Attachment> ATTACHMENTS =
      List.of(
          new Attachment(TRANSFER, null, "holiday.jpg"),
          new Attachment(null, "https://example.org/map", "The way there"));

  static final SessionId SESSION = new SessionId("n4bQgYhMfWWaL-qgxVrQFa");
  static final List<ConversationInfo> CONVERSATIONS =
      List.of(
          new ConversationInfo(
              CONVERSATION,
              BOB,
              null,
              new ConversationInfo.LastMessage(42, BOB, TIME, "Here they are", true, 2, null, null),
              40,
              2),
          new ConversationInfo(
              ConversationId.of(CHANNEL),
              null,
              CHANNEL,
              new ConversationInfo.LastMessage(7, ANNA, TIME, null, null, null, true, null),
              7,
              0),
          new ConversationInfo(
              new ConversationId("anna:carla"),
              CARLA,
              null,
              new ConversationInfo.LastMessage(
                  1,
                  CARLA,
                  TIME,
                  null,
                  null,
                  null,
                  null,
                  new OfferNote(TRANSFER, OfferStatus.OFFERED, 1, 2048, "holiday.jpg")),
              0,
              1),
          new ConversationInfo(new ConversationId("#日本語"), null, new Channel("#日本語"), null, 0, 0));
  static final Map<String, String> PROFILE = Map.of("nickname", "Carlotta", "city", "Bern");
  static final Map<String, String> PROFILE_CHANGE = new HashMap<>();

  static {
    PROFILE_CHANGE.put("city", "Riga");
    PROFILE_CHANGE.put("nickname", null);
  }

  private ExampleValues() {}
}

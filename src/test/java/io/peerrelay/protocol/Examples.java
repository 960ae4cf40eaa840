package io.peerrelay.protocol;

import io.peerrelay.protocol.RelayDialect.Answer;
import io.peerrelay.protocol.Request.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The examples of docs/asyncapi.yaml as records, in its order. */
final class Examples {
  private static final Username ANNA = new Username("anna");
  private static final Username BOB = new Username("bob");
  private static final Secret PASSWORD = new Secret("correct horse");
  private static final Secret NEW_PASSWORD = new Secret("purple horse");
  private static final Secret TOKEN = new Secret("q0V2yJ4p7cWZkQmN");
  private static final EmailAddress EMAIL = new EmailAddress("anna@example.org");
  private static final TransferId TRANSFER = new TransferId("Hq3nTzv0S5yGq1WcXo7aZw");
  private static final Sha256 DIGEST =
      new Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");
  private static final List<FileInfo> FILES =
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
  private static final Instant EXPIRES_AT = Instant.parse("2026-01-31T12:10:00Z");
  private static final ConversationId CONVERSATION = new ConversationId("anna:bob");
  private static final Recipient TO_BOB = new Recipient.User(BOB);
  private static final Channel CHANNEL = new Channel("#Garden");
  private static final Channel SAME_CHANNEL = new Channel("#garden");
  private static final Username CARLA = new Username("carla");
  private static final String TEXT = "Here they are.\nAs promised";
  private static final List<Attachment> ATTACHMENTS =
      List.of(
          new Attachment(TRANSFER, null, "holiday.jpg"),
          new Attachment(null, "https://example.org/map", "The way there"));

  private static final SessionId SESSION = new SessionId("n4bQgYhMfWWaL-qgxVrQFa");
  private static final List<ConversationInfo> CONVERSATIONS =
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
  private static final Map<String, String> PROFILE = Map.of("nickname", "Carlotta", "city", "Bern");
  private static final Map<String, String> PROFILE_CHANGE = new HashMap<>();

  static {
    PROFILE_CHANGE.put("city", "Riga");
    PROFILE_CHANGE.put("nickname", null);
  }

  static final List<Asked> REQUESTS =
      List.of(
          new Asked("1", new ClientMessage.Register(ANNA, PASSWORD, EMAIL)),
          new Asked(
              null,
              new ClientMessage.Register(
                  new Username("Bob.Ö+1"), new Secret("battery staple"), null)),
          new Asked(
              "50", new ClientMessage.Register(CARLA, PASSWORD, null, new ProfileFields(PROFILE))),
          new Asked("2", new ClientMessage.Confirm(ANNA, new Secret("402913"))),
          new Asked("3", new ClientMessage.ResendConfirmation(ANNA)),
          new Asked("4", new ClientMessage.ForgotPassword(EMAIL)),
          new Asked("5", new ClientMessage.ResetPassword(ANNA, new Secret("771204"), NEW_PASSWORD)),
          new Asked("6", new ClientMessage.Login(ANNA, PASSWORD, null, "laptop")),
          new Asked("7", new ClientMessage.Login(null, null, TOKEN, null)),
          new Asked("8", new ClientMessage.Ping()),
          new Asked("9", new ClientMessage.ChangePassword(PASSWORD, NEW_PASSWORD)),
          new Asked("10", new ClientMessage.DeleteAccount(PASSWORD)),
          new Asked("11", new ClientMessage.Logout()),
          new Asked("51", new ClientMessage.Profile()),
          new Asked("52", new ClientMessage.ChangeProfile(PROFILE_CHANGE)),
          new Asked("53", new ClientMessage.Sessions()),
          new Asked("54", new ClientMessage.EndSession(SESSION)),
          new Asked("12", new ClientMessage.Offer(BOB, FILES, "As promised")),
          new Asked(
              "13", new ClientMessage.Accept(TRANSFER, 0L, 4_194_304L, List.of(0), Via.SOCKET)),
          new Asked("14", ClientMessage.Accept.all(TRANSFER, null)),
          new Asked("15", new ClientMessage.Decline(TRANSFER, "Not now")),
          new Asked(null, new ClientMessage.Credit(1L, 262_144L)),
          new Asked("16", new ClientMessage.Finish(TRANSFER, DIGEST)),
          new Asked("17", new ClientMessage.Received(TRANSFER, DIGEST)),
          new Asked("18", new ClientMessage.Cancel(TRANSFER, "Wrong file")),
          new Asked("19", new ClientMessage.Resume(TRANSFER, 1024L, 4_194_304L, null)),
          new Asked("20", new ClientMessage.Resume(TRANSFER, null, null, Via.HTTP)),
          new Asked("21", new ClientMessage.Transfers()),
          new Asked("22", new ConversationRequest.Message(TO_BOB, TEXT, "a1", ATTACHMENTS, 41L)),
          new Asked(null, new ConversationRequest.Message(TO_BOB, "Hello, bob", null, null, null)),
          new Asked(
              null,
              new ConversationRequest.Message(
                  new Recipient.Members(CHANNEL), "Tulips are out", null, null, null)),
          new Asked("23", new ConversationRequest.Edit(CONVERSATION, 42L, "Here they are")),
          new Asked("24", new ConversationRequest.Delete(CONVERSATION, 42L)),
          new Asked(null, new ConversationRequest.Delivered(CONVERSATION, 42L)),
          new Asked("25", new ConversationRequest.Read(CONVERSATION, 42L)),
          new Asked("26", new ConversationRequest.History(CONVERSATION, 40L, 100L, 50)),
          new Asked("27", new ConversationRequest.History(CONVERSATION, null, null, null)),
          new Asked(
              "55",
              new ConversationRequest.Conversations(new ConversationPlace(TIME, CONVERSATION), 50)),
          new Asked("56", new ConversationRequest.Conversations(null, null)),
          new Asked(
              "28",
              new ConversationRequest.Sync(
                  Map.of(CONVERSATION, 41L, new ConversationId("anna:carla"), 0L))),
          new Asked("30", new ConversationRequest.Follow(ConversationId.of(SAME_CHANNEL), 41L)),
          new Asked("31", new ConversationRequest.Follow(ConversationId.of(SAME_CHANNEL), null)),
          new Asked("32", new ConversationRequest.Unfollow(ConversationId.of(SAME_CHANNEL))),
          new Asked(null, new ConversationRequest.Typing(TO_BOB)),
          new Asked("29", new ConversationRequest.React(CONVERSATION, 41L, Reaction.LIKE)),
          new Asked("30", new ConversationRequest.React(CONVERSATION, 41L, null)),
          new Asked("31", new ConversationRequest.Search("the map", CONVERSATION, 50)),
          new Asked("32", new ConversationRequest.Search("tulips", null, null)),
          new Asked("33", new ChannelRequest.CreateChannel(CHANNEL, true, Posting.OWNERS)),
          new Asked("34", new ChannelRequest.CreateChannel(new Channel("#日本語"), null, null)),
          new Asked("35", new ChannelRequest.ChangeChannel(CHANNEL, false, Posting.MEMBERS)),
          new Asked("36", new ChannelRequest.Join(SAME_CHANNEL)),
          new Asked("37", new ChannelRequest.Leave(SAME_CHANNEL)),
          new Asked("38", new ChannelRequest.Invite(SAME_CHANNEL, BOB)),
          new Asked("39", new ChannelRequest.Remove(SAME_CHANNEL, BOB)),
          new Asked("40", new ChannelRequest.SetRole(SAME_CHANNEL, BOB, Role.OWNER)),
          new Asked("41", new ChannelRequest.Channels(true, CHANNEL, 50)),
          new Asked("42", new ChannelRequest.Channels(null, null, null)),
          new Asked("43", new ChannelRequest.Members(SAME_CHANNEL, ANNA, 50)),
          new Asked("44", new ChannelRequest.Members(SAME_CHANNEL, null, null)),
          new Asked("45", new PeopleRequest.Presence(List.of(BOB, CARLA))),
          new Asked("46", new PeopleRequest.SetVisible(false)),
          new Asked("47", new PeopleRequest.SetContact(BOB, Standing.TRUSTED)),
          new Asked("48", new PeopleRequest.SetContact(BOB, null)),
          new Asked("49", new PeopleRequest.Contacts()));

  static final List<Answer> ANSWERS =
      List.of(
          new Answer(
              "12",
              ErrorCode.BAD_FIELD
                  .because(
                      "files[0].size: a string (expected: an integer, at most 9007199254740991)")
                  .toError()),
          new Answer(
              "22",
              ErrorCode.RATE_LIMITED
                  .because("More messages than `welcome` allows.")
                  .after(Duration.ofMillis(350))
                  .toError()),
          new Answer("3", new ServerMessage.Ok()),
          new Answer("8", new ServerMessage.Pong()),
          new Answer("11", new ServerMessage.Bye()),
          new Answer("1", new ServerMessage.Registered(ANNA, true)),
          new Answer("2", new ServerMessage.Confirmed(ANNA)),
          new Answer(
              "6",
              new ServerMessage.Welcome(
                  ANNA,
                  TOKEN,
                  Instant.parse("2026-03-02T12:00:00Z"),
                  "laptop",
                  "127.0.0.1:25520",
                  new ServerMessage.Limits(262_144, 1_048_576, 1L << 40, 1_048_576, 100))),
          new Answer(
              "51", new AccountMessage.Profile(ANNA, EMAIL, true, new ProfileFields(PROFILE))),
          new Answer(
              "53",
              new AccountMessage.Sessions(
                  List.of(
                      new SessionInfo(
                          new SessionId("yDA8oxrq0pQ6Qlb0Yd1sZw"),
                          "laptop",
                          TIME,
                          EXPIRES_AT,
                          true,
                          true),
                      new SessionInfo(SESSION, null, null, null, false, false)))),
          new Answer("12", new ServerMessage.Offered(TRANSFER, EXPIRES_AT)),
          new Answer(
              null, new ServerMessage.Offer(TRANSFER, ANNA, FILES, "As promised", EXPIRES_AT)),
          new Answer(null, new ServerMessage.Withdrawn(TRANSFER, "acceptedElsewhere")),
          new Answer(
              "13",
              new ServerMessage.Accepted(
                  TRANSFER,
                  1,
                  List.of(FileInfo.of("holiday.jpg", 2048)),
                  List.of(0),
                  0,
                  1_048_576,
                  "http://relay.example/transfers/Hq3nTzv0S5yGq1WcXo7aZw?ticket=b1x")),
          new Answer(null, new ServerMessage.Declined(TRANSFER, BOB, "Not now")),
          new Answer(null, new ServerMessage.Credit(1, 262_144)),
          new Answer(null, new ServerMessage.Progress(TRANSFER, 1024, 2048)),
          new Answer(null, new ServerMessage.Completed(TRANSFER, 2048, DIGEST, 0.125)),
          new Answer(
              null,
              new ServerMessage.Failed(
                  TRANSFER,
                  ErrorCode.DIGEST_MISMATCH,
                  "sha256: finish and received differ (expected: the same)",
                  ErrorCode.DIGEST_MISMATCH.hint())),
          new Answer(null, new ServerMessage.Cancelled(TRANSFER, "bob", "disconnected")),
          new Answer(
              null,
              new ServerMessage.Cancelled(TRANSFER, ServerMessage.Cancelled.RELAY, "expired")),
          new Answer(null, new ServerMessage.Paused(TRANSFER, "bob", "disconnected")),
          new Answer(
              "21",
              new ServerMessage.Transfers(
                  List.of(
                      new TransferInfo(
                          TRANSFER,
                          ANNA,
                          BOB,
                          List.of(FileInfo.of("holiday.jpg", 2048)),
                          TransferInfo.Status.PAUSED,
                          1024,
                          2048,
                          EXPIRES_AT)))),
          new Answer("28", new ServerMessage.Synced()),
          new Answer("22", new ConversationMessage.Sent(CONVERSATION, 42, TIME)),
          new Answer(
              null,
              new ConversationMessage.Message(
                  CONVERSATION,
                  42,
                  ANNA,
                  TIME,
                  TEXT,
                  ATTACHMENTS,
                  41L,
                  null,
                  null,
                  null,
                  null,
                  null)),
          new Answer(
              null,
              new ConversationMessage.Message(
                  CONVERSATION,
                  43,
                  BOB,
                  TIME,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  new OfferNote(TRANSFER, OfferStatus.ACCEPTED, 2, 2048, "holiday.jpg"))),
          new Answer(
              null, new ConversationMessage.Edited(CONVERSATION, 42, "Here they are", EXPIRES_AT)),
          new Answer(null, new ConversationMessage.Deleted(CONVERSATION, 42)),
          new Answer(
              null,
              new ConversationMessage.Receipt(CONVERSATION, 42, BOB, ReceiptStatus.DELIVERED)),
          new Answer(
              null, new ConversationMessage.Receipt(CONVERSATION, 42, BOB, ReceiptStatus.READ)),
          new Answer(
              "26",
              new ConversationMessage.History(
                  CONVERSATION,
                  List.of(
                      new ConversationMessage.Message(
                          CONVERSATION,
                          41,
                          BOB,
                          TIME,
                          "Where are they",
                          null,
                          null,
                          EXPIRES_AT,
                          null,
                          1L,
                          1L,
                          null),
                      new ConversationMessage.Message(
                          CONVERSATION,
                          42,
                          ANNA,
                          TIME,
                          null,
                          null,
                          41L,
                          null,
                          true,
                          null,
                          null,
                          null)),
                  false)),
          new Answer(null, new ConversationMessage.Typing(CONVERSATION, BOB)),
          new Answer(null, new ConversationMessage.Reaction(CONVERSATION, 41, 1, 0)),
          new Answer(
              "55",
              new Conversations(
                  CONVERSATIONS, new ConversationPlace(null, new ConversationId("#日本語")))),
          new Answer(
              "32",
              new ServerMessage.Found(
                  List.of(
                      new ConversationMessage.Message(
                          ConversationId.of(CHANNEL),
                          7,
                          BOB,
                          TIME,
                          "Tulips are out",
                          null,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null)),
                  true)),
          new Answer(
              null, new ChannelMessage.Membership(CHANNEL, ANNA, MembershipChange.JOINED, null)),
          new Answer(
              null, new ChannelMessage.Membership(CHANNEL, BOB, MembershipChange.INVITED, ANNA)),
          new Answer(null, new ChannelMessage.ChannelChanged(CHANNEL, false, Posting.MEMBERS)),
          new Answer(
              "42",
              new ChannelMessage.Channels(
                  List.of(
                      new ChannelInfo(CHANNEL, false, Posting.MEMBERS, 2, Role.OWNER),
                      new ChannelInfo(new Channel("#News"), false, Posting.OWNERS, 10_000, null)),
                  true)),
          new Answer(
              "44",
              new ChannelMessage.Members(
                  CHANNEL,
                  List.of(new ChannelMember(ANNA, Role.OWNER), new ChannelMember(BOB, Role.MEMBER)),
                  false)),
          new Answer("45", new PeopleMessage.Presence(BOB, true, null)),
          new Answer(null, new PeopleMessage.Presence(BOB, false, TIME)),
          new Answer(
              "49",
              new PeopleMessage.Contacts(
                  List.of(
                      new Contact(BOB, Standing.TRUSTED), new Contact(CARLA, Standing.BLOCKED)))));

  private Examples() {}
}

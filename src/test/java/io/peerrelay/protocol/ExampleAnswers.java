package io.peerrelay.protocol;

import static io.peerrelay.protocol.ExampleValues.ANNA;
import static io.peerrelay.protocol.ExampleValues.ATTACHMENTS;
import static io.peerrelay.protocol.ExampleValues.BOB;
import static io.peerrelay.protocol.ExampleValues.CARLA;
import static io.peerrelay.protocol.ExampleValues.CHANNEL;
import static io.peerrelay.protocol.ExampleValues.CONVERSATION;
import static io.peerrelay.protocol.ExampleValues.CONVERSATIONS;
import static io.peerrelay.protocol.ExampleValues.DIGEST;
import static io.peerrelay.protocol.ExampleValues.EMAIL;
import static io.peerrelay.protocol.ExampleValues.EXPIRES_AT;
import static io.peerrelay.protocol.ExampleValues.FILES;
import static io.peerrelay.protocol.ExampleValues.PROFILE;
import static io.peerrelay.protocol.ExampleValues.SESSION;
import static io.peerrelay.protocol.ExampleValues.TEXT;
import static io.peerrelay.protocol.ExampleValues.TIME;
import static io.peerrelay.protocol.ExampleValues.TOKEN;
import static io.peerrelay.protocol.ExampleValues.TRANSFER;

import io.peerrelay.protocol.RelayDialect.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The answers and pushes of docs/asyncapi.yaml's examples as records, in its order. */
final class ExampleAnswers {
  static final List<Answer> ALL =
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
                  List.of(new Contact(BOB, Standing.TRUSTED), new Contact(CARLA, Standing.BLOCKED)),
                  true)));

  private ExampleAnswers() {}
}

package io.peerrelay.protocol;

import static io.peerrelay.protocol.ExampleValues.ANNA;
import static io.peerrelay.protocol.ExampleValues.ATTACHMENTS;
import static io.peerrelay.protocol.ExampleValues.BOB;
import static io.peerrelay.protocol.ExampleValues.CARLA;
import static io.peerrelay.protocol.ExampleValues.CHANNEL;
import static io.peerrelay.protocol.ExampleValues.CONVERSATION;
import static io.peerrelay.protocol.ExampleValues.DIGEST;
import static io.peerrelay.protocol.ExampleValues.EMAIL;
import static io.peerrelay.protocol.ExampleValues.FILES;
import static io.peerrelay.protocol.ExampleValues.NEW_PASSWORD;
import static io.peerrelay.protocol.ExampleValues.PASSWORD;
import static io.peerrelay.protocol.ExampleValues.PROFILE;
import static io.peerrelay.protocol.ExampleValues.PROFILE_CHANGE;
import static io.peerrelay.protocol.ExampleValues.SAME_CHANNEL;
import static io.peerrelay.protocol.ExampleValues.SESSION;
import static io.peerrelay.protocol.ExampleValues.TEXT;
import static io.peerrelay.protocol.ExampleValues.TIME;
import static io.peerrelay.protocol.ExampleValues.TOKEN;
import static io.peerrelay.protocol.ExampleValues.TO_BOB;
import static io.peerrelay.protocol.ExampleValues.TRANSFER;

import io.peerrelay.protocol.Request.Asked;
import java.util.List;
import java.util.Map;

/** The requests of docs/asyncapi.yaml's examples as records, in its order. */
final class ExampleRequests {
  static final List<Asked> ALL =
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

  private ExampleRequests() {}
}

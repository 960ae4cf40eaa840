package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.MembershipChange;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.Fanout;
import io.peerrelay.websocket.Message;
import java.util.List;

/** What others do that a device is told of: from its user's session, and from channels. */
final class News {
  /** Whether something goes out to the client. */
  private enum Passage {
    ALWAYS,
    IF_THERE_IS_ROOM,
    NEVER
  }

  private final Answers answers;
  private final Feeds feeds;
  private final ActorRef<Fanout.Command> fanout;
  private final ActorRef<ChannelNews> device;

  /**
   * @param device where news of channels are to go
   */
  News(
      Answers answers, Feeds feeds, ActorRef<Fanout.Command> fanout, ActorRef<ChannelNews> device) {
    this.answers = answers;
    this.feeds = feeds;
    this.fanout = fanout;
    this.device = device;
  }

  /**
   * The user's session has the device.
   *
   * @param isFirst whether the client is welcome only now; else there was a session before
   */
  void onAttached(Username user, DeviceMessage.Attached attached, boolean isFirst) {
    fanout.tell(new Fanout.Subscribe(device, user, attached.channels()));
    if (isFirst) feeds.start(user);
    else feeds.catchUp(user);
  }

  void onEntered(Username user, DeviceMessage.Entered entered) {
    fanout.tell(new Fanout.Subscribe(device, user, List.of(entered.channel())));
    feeds.enter(user, entered.channel(), entered.read());
  }

  void onLeft(DeviceMessage.Left left) {
    fanout.tell(new Fanout.Unsubscribe(device, left.channel()));
    feeds.leave(left.channel());
  }

  /** What the user's session has for this device. */
  void onPush(Username user, ServerMessage message) {
    switch (passage(user, message)) {
      case ALWAYS -> answers.push(message);
      case IF_THERE_IS_ROOM -> answers.mention(message);
      case NEVER -> {}
    }
  }

  /** What is new in a channel of the user's; as a rule all of it goes out in one piece. */
  void onChannelNews(Username user, ChannelNews news) {
    List<Passage> passages =
        news.items().stream().map(item -> channelPassage(user, item.message())).toList();
    if (passages.stream().allMatch(Passage.ALWAYS::equals)) answers.push(news);
    else if (passages.stream().allMatch(Passage.IF_THERE_IS_ROOM::equals)) answers.mention(news);
    else oneByOne(news, passages);
  }

  private void oneByOne(ChannelNews news, List<Passage> passages) {
    for (int i = 0; i < passages.size(); i++) {
      Message.EncodedText frame = news.items().get(i).frame();
      switch (passages.get(i)) {
        case ALWAYS -> answers.push(frame);
        case IF_THERE_IS_ROOM -> answers.mention(frame);
        case NEVER -> {}
      }
    }
    news.taken().run();
  }

  /** That its user came in a device hears from the session: before the channel knows the device. */
  private Passage channelPassage(Username user, ServerMessage message) {
    boolean isOwnEntry =
        message instanceof ChannelMessage.Membership membership
            && membership.change() == MembershipChange.JOINED
            && membership.username().equals(user);
    return isOwnEntry ? Passage.NEVER : passage(user, message);
  }

  private Passage passage(Username user, ServerMessage message) {
    if (isOptional(user, message))
      return isOwnTyping(user, message) ? Passage.NEVER : Passage.IF_THERE_IS_ROOM;
    boolean out = !(message instanceof ConversationMessage.Message one) || feeds.takes(user, one);
    return out ? Passage.ALWAYS : Passage.NEVER;
  }

  /** Of members who come and go a large channel has many, and `members` has them all. */
  private static boolean isOptional(Username user, ServerMessage message) {
    return message instanceof ConversationMessage.Typing
        || (message instanceof ChannelMessage.Membership membership
            && !membership.username().equals(user));
  }

  private static boolean isOwnTyping(Username user, ServerMessage message) {
    return message instanceof ConversationMessage.Typing typing && typing.from().equals(user);
  }
}

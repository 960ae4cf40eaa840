package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ConversationMessage;
import io.peerrelay.protocol.RelayDialect;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.ChannelNews;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.Fanout;
import io.peerrelay.websocket.Message;
import java.util.ArrayList;
import java.util.List;

/** What others do that a device is told of: from its user's session, and from channels. */
final class News {
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
    onChannelNews(
        user,
        new ChannelNews(
            List.of(
                new ChannelNews.Item(
                    message, new Message.Text(RelayDialect.encode(null, message)).encode()))));
  }

  /** What is new in a channel of the user's; what can goes out in one piece. */
  void onChannelNews(Username user, ChannelNews news) {
    List<Message.EncodedText> frames = new ArrayList<>(news.items().size());
    for (ChannelNews.Item item : news.items()) {
      if (isOptional(user, item.message())) {
        answers.push(frames);
        frames.clear();
        if (!isOwnTyping(user, item.message())) answers.mention(item.frame());
      } else if (!(item.message() instanceof ConversationMessage.Message message)
          || feeds.takes(user, message)) {
        frames.add(item.frame());
      }
    }
    answers.push(frames);
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

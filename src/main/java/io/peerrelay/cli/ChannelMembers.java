package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayClient;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.Username;
import java.util.ArrayList;
import java.util.List;

/** The members of a channel, however many pages they take. */
final class ChannelMembers {
  private ChannelMembers() {}

  static List<ChannelMember> all(RelayClient client, Channel channel) {
    List<ChannelMember> members = new ArrayList<>();
    Username last = null;
    for (boolean more = true; more; ) {
      ChannelMessage.Members page = await(client.channels().members(channel, last));
      members.addAll(page.members());
      more = page.more() && !page.members().isEmpty();
      if (more) last = page.members().get(page.members().size() - 1).username();
    }
    return members;
  }
}

package io.peerrelay.client;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.ChannelRequest;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.Username;
import java.util.concurrent.CompletableFuture;

/** The channels of a relay, as one client sees them. What is said in them comes by {@link Chat}. */
public final class Channels {
  private final Line line;

  Channels(Line line) {
    this.line = line;
  }

  /** The user is its first owner. */
  public CompletableFuture<ServerMessage.Ok> create(
      Channel channel, boolean isPrivate, Posting posting) {
    return ok(new ChannelRequest.CreateChannel(channel, isPrivate, posting));
  }

  /**
   * By an owner.
   *
   * @param isPrivate null to leave it as it is
   * @param posting null to leave it as it is
   */
  public CompletableFuture<ServerMessage.Ok> change(
      Channel channel, Boolean isPrivate, Posting posting) {
    return ok(new ChannelRequest.ChangeChannel(channel, isPrivate, posting));
  }

  public CompletableFuture<ServerMessage.Ok> join(Channel channel) {
    return ok(new ChannelRequest.Join(channel));
  }

  public CompletableFuture<ServerMessage.Ok> leave(Channel channel) {
    return ok(new ChannelRequest.Leave(channel));
  }

  /** Lets somebody join; in a private channel by an owner. */
  public CompletableFuture<ServerMessage.Ok> invite(Channel channel, Username username) {
    return ok(new ChannelRequest.Invite(channel, username));
  }

  /** By an owner: the user takes no part any more, and is invited no longer. */
  public CompletableFuture<ServerMessage.Ok> remove(Channel channel, Username username) {
    return ok(new ChannelRequest.Remove(channel, username));
  }

  /** By an owner. */
  public CompletableFuture<ServerMessage.Ok> setRole(
      Channel channel, Username username, Role role) {
    return ok(new ChannelRequest.SetRole(channel, username, role));
  }

  /**
   * Channels in the order of their names, a page of at most {@value ChannelRequest#MOST_CHANNELS}.
   *
   * @param mine only those that the user takes part in; else those that everybody may join
   * @param after only those behind this name; null for the first ones
   */
  public CompletableFuture<ChannelMessage.Channels> list(boolean mine, Channel after) {
    return line.request(
        new ChannelRequest.Channels(mine, after, null), ChannelMessage.Channels.class);
  }

  /**
   * Who takes part, in the order of names, a page of at most {@value ChannelRequest#MOST_MEMBERS}.
   *
   * @param after only those behind this name; null for the first ones
   */
  public CompletableFuture<ChannelMessage.Members> members(Channel channel, Username after) {
    return line.request(
        new ChannelRequest.Members(channel, after, null), ChannelMessage.Members.class);
  }

  private CompletableFuture<ServerMessage.Ok> ok(ChannelRequest request) {
    return line.request(request, ServerMessage.Ok.class);
  }
}

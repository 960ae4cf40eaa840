package io.peerrelay.conversation;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.Posting;

/**
 * What makes a conversation a channel.
 *
 * @param name as it was created
 * @param isPrivate whether only who was invited may join
 * @param posting who may say something
 * @param before number of the last message from before it was created; 0 where nobody had left it
 *     empty then
 */
record ChannelState(Channel name, boolean isPrivate, Posting posting, long before) {}

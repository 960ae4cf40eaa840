/**
 * Messages between users. A {@link io.peerrelay.conversation.Conversation} numbers and stores them;
 * its events are the messages. It tells the members' sessions of each; whoever missed some reads
 * them through {@link io.peerrelay.conversation.Archive}.
 */
package io.peerrelay.conversation;

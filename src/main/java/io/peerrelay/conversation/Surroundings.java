package io.peerrelay.conversation;

import akka.actor.typed.ActorRef;
import io.peerrelay.session.Fanout;
import io.peerrelay.settings.ConversationSettings;

/**
 * What all conversations of a node share.
 *
 * @param fanout that of the node
 */
record Surroundings(
    Archive archive, ConversationSettings settings, ActorRef<Fanout.Command> fanout) {}

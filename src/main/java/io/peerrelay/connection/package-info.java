/**
 * One socket: the {@link io.peerrelay.connection.Connection} actor, which knows who is logged in on
 * it and carries its requests to the accounts and transfers, and the stage that moves its messages
 * and bytes.
 */
package io.peerrelay.connection;

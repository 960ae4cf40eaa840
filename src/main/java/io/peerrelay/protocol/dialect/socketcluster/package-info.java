/**
 * The clients of SocketCluster, which subscribe to channels: {@link
 * io.peerrelay.protocol.dialect.socketcluster.SocketCluster} says which they are.
 */
package io.peerrelay.protocol.dialect.socketcluster;

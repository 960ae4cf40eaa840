/**
 * What clients see: the messages of the relay protocol as records that check themselves, the table
 * of error codes, and the dialects that turn frames into messages and back. Knows nothing of
 * sockets or actors.
 */
package io.peerrelay.protocol;

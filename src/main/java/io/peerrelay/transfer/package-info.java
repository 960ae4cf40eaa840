/**
 * Transfers: what was offered, what became of it (the durable {@link
 * io.peerrelay.transfer.Transfer}), and the bytes on their way (the {@link
 * io.peerrelay.transfer.BytePath}, which holds at most one window of them).
 */
package io.peerrelay.transfer;

/**
 * Measures relays side by side on one machine: this one, what the ground under it gives, and peers.
 * {@code Bench} lists what is measured; a {@code Candidate} is one of them; {@code Lane}s carry the
 * bytes. The bytes come from here and end here, by blocking sockets and prepared buffers, so that
 * of the machine as much as can be is left to the relay.
 */
package io.peerrelay.bench;

/** Start, wiring and shutdown: the one place where everything is put together. */
package io.peerrelay.node;

/**
 * The account clients of the rocket crafting server; docs/rocket.md. Entered by {@link
 * io.peerrelay.protocol.dialect.rocket.Rocket}.
 */
package io.peerrelay.protocol.dialect.rocket;

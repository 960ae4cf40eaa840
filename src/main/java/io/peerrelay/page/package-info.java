/**
 * The web client, served from the relay's own jar. Start with {@link io.peerrelay.page.Page}; what
 * it serves lies in src/main/resources/page.
 */
package io.peerrelay.page;

/**
 * The web client in a real browser, with a real relay. {@link io.peerrelay.endtoend.page.Visitors}
 * says how a test is written.
 */
package io.peerrelay.endtoend.page;

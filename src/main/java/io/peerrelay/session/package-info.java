/**
 * Who is connected: one persistent {@link io.peerrelay.session.UserSession} a user, which knows the
 * user's devices as actor references and delivers to them. Whoever has something for a user tells
 * that user's session; a session asks nothing of anybody.
 */
package io.peerrelay.session;

/**
 * What is reached over HTTP: the upgrade to a socket, registration, and whether the relay is there.
 */
package io.peerrelay.web;

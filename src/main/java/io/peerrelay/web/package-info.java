/** What is reached over HTTP: the upgrade to a socket, registration, the web client. */
package io.peerrelay.web;

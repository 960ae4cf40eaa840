/**
 * The command line: register, log in, send and receive from a shell. Entered by {@link
 * io.peerrelay.cli.Cli}; everything that talks to a relay is the client library's.
 */
package io.peerrelay.cli;

/**
 * What an operator may set, as records: read once, checked at start, explained in conf/relay.conf.
 */
package io.peerrelay.settings;

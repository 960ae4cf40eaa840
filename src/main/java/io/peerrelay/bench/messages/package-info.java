/**
 * Measures messages: one told to many, and one to one. {@code MessagesCommand} says what; a {@code
 * Trial} is measured again and again, in turns with the others; a {@code Dialect} is how a server
 * is spoken to. All sockets hang on one {@code Loop}, in one thread, that reads no JSON: each text
 * carries a {@code Mark}, a number by which it is known again.
 */
package io.peerrelay.bench.messages;

/**
 * Where the relay remembers: how events and messages become bytes, and the database they are kept
 * in.
 *
 * <p>{@link io.peerrelay.journal.Journal} is the way in: it starts the embedded database, or finds
 * the MongoDB that was named, and yields the configuration of Akka Persistence. {@code
 * journal.conf} holds what does not depend on the place.
 *
 * <p>Rules for what is {@link io.peerrelay.journal.CborSerializable}: records; a sealed type
 * carries {@code @JsonTypeInfo(use = Id.NAME)} with its names listed, never {@code Id.CLASS}; no
 * {@code ByteString} inside (it does not come back); a class that has been stored keeps its name,
 * its package and its serializer, or gets a migration.
 */
package io.peerrelay.journal;

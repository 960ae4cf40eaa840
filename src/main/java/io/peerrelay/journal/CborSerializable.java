package io.peerrelay.journal;

/** Marks what is stored in the journal or sent between nodes; bound to Jackson CBOR. */
public interface CborSerializable {}

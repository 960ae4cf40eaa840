/**
 * Stored procedures of a PostgreSQL database, called for clients. Start with {@link
 * io.peerrelay.procedure.Procedures}.
 */
package io.peerrelay.procedure;

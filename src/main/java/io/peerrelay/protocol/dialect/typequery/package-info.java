/**
 * The clients of a site with a feed of comments; docs/type-query.md. Entered by {@link
 * io.peerrelay.protocol.dialect.typequery.TypeQuery}.
 */
package io.peerrelay.protocol.dialect.typequery;

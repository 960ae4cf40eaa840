/**
 * The clients of a numbered remote-call server: a table says what each number asks for. Begin with
 * {@link io.peerrelay.protocol.dialect.method.MethodTable}.
 */
package io.peerrelay.protocol.dialect.method;

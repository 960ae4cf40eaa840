package io.peerrelay.protocol.dialect.method;

/**
 * One of a method's parameters.
 *
 * @param field where in a relay request its value goes: a field, or the way to one below it, such
 *     as {@code files.0.name}
 */
record Parameter(String name, ParameterType type, boolean optional, String field) {}

package io.peerrelay.transfer;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * By what nodes know each other on links.
 *
 * @param server an engine for who is called
 * @param client an engine for who calls that host and port
 */
public record LinkTls(Supplier<SSLEngine> server, BiFunction<String, Integer, SSLEngine> client) {}

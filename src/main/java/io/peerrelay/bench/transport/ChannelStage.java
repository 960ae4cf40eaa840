package io.peerrelay.bench.transport;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.nio.channels.SocketChannel;

/**
 * One connection.
 *
 * <pre>
 *                  pull -> read    +---------+
 *    toReader  &lt;---------------- |         |   would block: Readiness wakes the stream
 *                  push -> write   | channel |
 *  fromWriter  ----------------&gt; |         |   would block: the rest waits, nothing is pulled
 *                                  +---------+
 * </pre>
 */
final class ChannelStage extends GraphStage<FlowShape<ByteString, ByteString>> {
  final Inlet<ByteString> fromWriter = Inlet.create("Channel.fromWriter");
  final Outlet<ByteString> toReader = Outlet.create("Channel.toReader");
  final SocketChannel channel;
  final Readiness readiness;
  final Transport.Closing closing;

  ChannelStage(SocketChannel channel, Readiness readiness, Transport.Closing closing) {
    this.channel = channel;
    this.readiness = readiness;
    this.closing = closing;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return FlowShape.of(fromWriter, toReader);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new ChannelLogic(this);
  }
}

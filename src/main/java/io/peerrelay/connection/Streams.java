package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.LegSide;
import io.peerrelay.transfer.Legs;
import io.peerrelay.transfer.PartyMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transfers whose bytes flow over one socket, each leg with its own stream number, which is
 * never used again there.
 */
final class Streams {
  private final Socket socket;
  private final Legs legs;
  private final ActorRef<PartyMessage> self;
  private final Map<TransferId, Stream> byTransfer = new HashMap<>();
  private final Map<Long, Stream> byNumber = new HashMap<>();

  /** How many bytes the client wants at first, where it said so. */
  private final Map<TransferId, Long> firstCredits = new HashMap<>();

  private long latest;

  /** One leg of a transfer on this socket. */
  static final class Stream {
    final long number;
    final LegSide side;
    private long reported;

    private Stream(long number, LegSide side) {
      this.number = number;
      this.side = side;
    }
  }

  /**
   * @param self the connection as transfers know it
   */
  Streams(Socket socket, Legs legs, ActorRef<PartyMessage> self) {
    this.socket = socket;
    this.legs = legs;
    this.self = self;
  }

  int size() {
    return byTransfer.size();
  }

  /**
   * @param credit granted with a request to open it, each time that it is opened; null for none
   */
  void keepFirstCredit(TransferId transfer, Long credit) {
    if (credit != null) firstCredits.put(transfer, credit);
    else forgetFirstCredit(transfer);
  }

  void forgetFirstCredit(TransferId transfer) {
    firstCredits.remove(transfer);
  }

  /** Opens the stream and tells the client. */
  void open(PartyMessage.Opened opened) {
    LegSide side = legs.open(opened, self);
    BytePath path = side.path();
    Stream stream = new Stream(++latest, side);
    byTransfer.put(opened.transfer(), stream);
    byNumber.put(stream.number, stream);
    // Before the message: whatever the client sends on the stream finds it open.
    if (side.isReceiving()) socket.openReceiving(stream.number, path);
    else socket.openSending(stream.number, path);
    socket.send(
        opened.re(),
        new ServerMessage.Accepted(
            opened.transfer(),
            stream.number,
            opened.files(),
            opened.chosen(),
            opened.offset(),
            path.credit(),
            socket.url(opened.transfer(), opened.ticket())));
    // After the message: a client must know the stream before its first byte comes.
    if (!side.isReceiving()) return;
    Long firstCredit = firstCredits.get(opened.transfer());
    if (firstCredit != null) path.grant(firstCredit);
    socket.startReceiving(stream.number, path);
  }

  /** Ends the stream of a transfer that has ended. */
  void end(TransferId transfer) {
    Stream stream = byTransfer.get(transfer);
    if (stream == null) return;
    stream.side.close();
    remove(stream);
  }

  /** The stream carries nothing any more. */
  void remove(Stream stream) {
    byTransfer.remove(stream.side.transfer(), stream);
    byNumber.remove(stream.number);
    socket.endStream(stream.number);
  }

  void stopAll() {
    byTransfer.values().forEach(stream -> stream.side.stop());
  }

  Optional<Stream> of(TransferId transfer) {
    return Optional.ofNullable(byTransfer.get(transfer));
  }

  Optional<Stream> of(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  boolean wasOpened(long number) {
    return number > 0 && number <= latest;
  }

  /** Tells both sides how far the receiver here is, where it got on since the last time. */
  void reportProgress() {
    for (Stream stream : byTransfer.values()) {
      LegSide side = stream.side;
      long taken = side.path().taken();
      if (!side.isReceiving() || taken == stream.reported) continue;
      stream.reported = taken;
      socket.send(null, new ServerMessage.Progress(side.transfer(), taken, side.path().total()));
      side.other().tell(new PartyMessage.Progressed(side.transfer(), taken));
    }
  }

  /** Gives up senders that send nothing. */
  void watchSenders() {
    long now = System.nanoTime();
    byTransfer.values().forEach(stream -> stream.side.watch(now));
  }
}

package io.peerrelay.connection;

import akka.actor.typed.ActorRef;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.transfer.BytePath;
import io.peerrelay.transfer.BytePaths;
import io.peerrelay.transfer.PartyMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transfers whose bytes flow over one socket, each with its own stream number, which is never
 * used again there.
 */
final class Streams {
  private final Socket socket;
  private final BytePaths paths;
  private final Map<TransferId, Stream> byTransfer = new HashMap<>();
  private final Map<Long, Stream> byNumber = new HashMap<>();
  private long latest;

  /** One transfer on this socket. */
  static final class Stream {
    final long number;
    final BytePath path;
    private final PartyMessage.Opened opened;
    private long reported;

    private Stream(long number, BytePath path, PartyMessage.Opened opened) {
      this.number = number;
      this.path = path;
      this.opened = opened;
    }

    TransferId transfer() {
      return opened.transfer();
    }

    boolean isReceiving() {
      return opened.role() == PartyMessage.Role.RECEIVER;
    }

    ActorRef<PartyMessage> other() {
      return opened.other();
    }
  }

  Streams(Socket socket, BytePaths paths) {
    this.socket = socket;
    this.paths = paths;
  }

  int size() {
    return byTransfer.size();
  }

  /**
   * Opens the stream and tells the client.
   *
   * @param firstCredit how many bytes the client wants at first, where it said so
   */
  void open(PartyMessage.Opened opened, Optional<Long> firstCredit) {
    BytePath path = paths.open(opened.transfer(), opened.total());
    Stream stream = new Stream(++latest, path, opened);
    byTransfer.put(opened.transfer(), stream);
    byNumber.put(stream.number, stream);
    // Before the message: whatever the client sends on the stream finds it open.
    if (stream.isReceiving()) socket.openReceiving(stream.number, path);
    else socket.openSending(stream.number, path);
    socket.send(
        opened.re(),
        new ServerMessage.Accepted(
            opened.transfer(), stream.number, opened.files(), null, 0, paths.window(), null));
    // After the message: a client must know the stream before its first byte comes.
    if (!stream.isReceiving()) return;
    firstCredit.ifPresent(path::grant);
    socket.startReceiving(stream.number, path);
  }

  void end(TransferId transfer) {
    Stream stream = byTransfer.remove(transfer);
    if (stream == null) return;
    byNumber.remove(stream.number);
    socket.endStream(stream.number);
    paths.close(transfer);
  }

  void endAll() {
    byTransfer.keySet().forEach(paths::close);
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
    Collection<Stream> streams = byTransfer.values();
    for (Stream stream : streams) {
      long taken = stream.path.taken();
      if (!stream.isReceiving() || taken == stream.reported) continue;
      stream.reported = taken;
      socket.send(null, new ServerMessage.Progress(stream.transfer(), taken, stream.path.total()));
      stream.other().tell(new PartyMessage.Progressed(stream.transfer(), taken));
    }
  }

  boolean isReceiving() {
    return byTransfer.values().stream().anyMatch(Stream::isReceiving);
  }
}

package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.peerrelay.settings.TransferSettings;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where connections of this node get hold of the legs that they are told of. */
public final class Legs {
  private final ActorSystem<?> system;
  private final TransferSettings settings;
  private final WindowMemory memory;
  private final BytePaths paths;
  private final Links links;

  public Legs(ActorSystem<?> system, TransferSettings settings) {
    this.system = system;
    this.settings = settings;
    memory = new WindowMemory(settings.window());
    paths = new BytePaths(memory);
    links = new Links(system);
  }

  /**
   * Lets other nodes bring the bytes of transfers whose sides are on two.
   *
   * @param host under which other nodes reach this one
   * @param tls empty: in the clear
   * @return where it listens
   */
  public CompletionStage<InetSocketAddress> listen(String host, int port, Optional<LinkTls> tls) {
    return links.listen(host, port, tls);
  }

  /** What a connection of this node was told, before or after it was told of the leg. */
  public void onReachable(PartyMessage.Reachable reachable) {
    links.onReachable(reachable);
  }

  /**
   * @param party the connection that was told
   */
  public LegSide open(PartyMessage.Opened opened, ActorRef<PartyMessage> party) {
    return new LegSide(opened, party, Transfer.of(system, opened.transfer()), this);
  }

  Links links() {
    return links;
  }

  BytePaths paths() {
    return paths;
  }

  TransferSettings settings() {
    return settings;
  }

  /** Bytes that windows of this node hold or may hold now. */
  long windowMemory() {
    return memory.used();
  }

  /** How many transfers have bytes on their way here. */
  public int size() {
    return paths.size();
  }
}

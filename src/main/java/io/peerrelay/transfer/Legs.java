package io.peerrelay.transfer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.peerrelay.settings.TransferSettings;

/** Where connections of this node get hold of the legs that they are told of. */
public final class Legs {
  private final ActorSystem<?> system;
  private final TransferSettings settings;
  private final BytePaths paths;

  public Legs(ActorSystem<?> system, TransferSettings settings) {
    this.system = system;
    this.settings = settings;
    paths = new BytePaths(new WindowMemory(settings.window()));
  }

  /**
   * @param party the connection that was told
   */
  public LegSide open(PartyMessage.Opened opened, ActorRef<PartyMessage> party) {
    return new LegSide(opened, party, Transfer.of(system, opened.transfer()), this);
  }

  BytePaths paths() {
    return paths;
  }

  TransferSettings settings() {
    return settings;
  }

  /** How many transfers have bytes on their way here. */
  public int size() {
    return paths.size();
  }
}

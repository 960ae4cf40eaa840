package io.peerrelay.cli;

import io.peerrelay.client.LinkedTransfer;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.client.Transfer;
import io.peerrelay.protocol.ServerMessage;
import java.io.PrintWriter;
import java.time.Duration;

/** Says in a line each what keeps transfers waiting, and that they go on. */
class Announcements implements RelayListener {
  private static final String DISCONNECTED = "disconnected";

  private final PrintWriter err;
  private boolean away;

  Announcements(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void onReconnecting(RelayException reason, Duration delay) {
    if (!away) say(reason.getMessage() + " Reconnecting.");
    away = true;
  }

  @Override
  public void onReconnected() {
    away = false;
    say("Connected again.");
  }

  @Override
  public void onPaused(Transfer transfer, ServerMessage.Paused why) {
    if (transfer instanceof LinkedTransfer) return; // Its bytes are not this program's.
    boolean gone = why.reason() == null || why.reason().equals(DISCONNECTED);
    if (gone) say(why.by() + " is gone; waiting.");
    else say("Waiting for " + why.by() + ": " + why.reason() + ".");
  }

  @Override
  public void onGoingOn(Transfer transfer) {
    if (transfer instanceof LinkedTransfer) return;
    say("Going on with " + Sizes.text(transfer.files()) + ".");
  }

  private void say(String line) {
    err.println(Plain.text(line));
    err.flush();
  }
}

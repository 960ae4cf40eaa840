package io.peerrelay.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The socket's input; it turns a read timeout into a sign of life asked for, and only a second one
 * in a row into an end.
 */
final class SilenceWatch extends FilterInputStream {
  private static final int MOST = 2;
  private volatile Runnable askForLife;

  SilenceWatch(InputStream in) {
    super(in);
  }

  /** From now on a silence is no error at once. */
  void onSilence(Runnable askForLife) {
    this.askForLife = askForLife;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    for (int silences = 1; ; silences++) {
      try {
        return in.read(bytes, from, length);
      } catch (SocketTimeoutException e) {
        if (askForLife == null || silences == MOST) throw e;
        askForLife.run();
      }
    }
  }
}
